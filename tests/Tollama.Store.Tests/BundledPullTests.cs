using System.Security.Cryptography;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>Models whose files ship with the program.</summary>
public sealed class BundledPullTests : IDisposable
{
    private static readonly ModelRegistry Embedded = ModelRegistry.LoadEmbedded();

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "bundled");

    private readonly TemporaryStore _temporary = new(Embedded);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-bundled-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _temporary.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Every card of a bundled model has its files, with these digests and these facts.</summary>
    [Fact]
    public async Task Every_bundled_model_is_what_its_card_says()
    {
        ModelCard[] cards = [.. Embedded.Cards.Where(card => card.IsBundled)];
        foreach (ModelCard card in cards)
        {
            await PullAsync(Embedded, Shipped, card.Name);
            ModelManifest manifest = _temporary.Store.Get(card.ModelName).Manifest;
            manifest.ParameterCount.ShouldBe(card.ParameterCount);
            manifest.ContextLength.ShouldBe(card.ContextLength);
            manifest.MaxHorizon.ShouldBe(card.MaxHorizon);
            manifest.QuantileLevels.ShouldBe(card.QuantileLevels);
            manifest.Capabilities.ShouldBe(card.Capabilities);
            manifest.Architecture.ShouldBe(card.Architecture);
            manifest.Layers.Sum(layer => layer.Size).ShouldBe(card.Size!.Value);
        }

        string[] folders = [.. Directory.GetDirectories(Shipped, "*", SearchOption.AllDirectories).Where(folder => Directory.GetFiles(folder).Length > 0)];
        folders.ShouldBe(cards.Select(card => Path.Combine(Shipped, card.BundledFolder)), ignoreOrder: true);
    }

    [Fact]
    public async Task It_is_installed_without_a_hub_and_says_where_it_comes_from()
    {
        List<PullProgress> lines = await PullAsync(Embedded, Shipped, "tollama-tiny", new PullOptions { Offline = true });

        lines[0].Status.ShouldBe("pulling manifest");
        lines.Count(line => line.Digest is not null && line.Completed == line.Total).ShouldBe(4, "the facts, the configuration, the weights, and the end");
        InstalledModel model = _temporary.Store.Get(Name("tollama-tiny"));
        model.Name.Short.ShouldBe("tollama-tiny:1");
        model.Manifest.Origin!.How.ShouldBe("built_in");
        model.Manifest.Source.Type.ShouldBe("bundled");
        _temporary.Store.WarningOf(model).ShouldBeNull();
        ShowResponse shown = ModelShow.Show(model, _temporary.Store.Blobs, verbose: true);
        shown.Details.Format.ShouldBe("safetensors");
        shown.License.ShouldStartWith("MIT");
        shown.Tensors!.ShouldContain(tensor => tensor.Type == "BF16");
        (await new StoreVerifier(_temporary.Store).VerifyAsync(null, Cancellation).ToListAsync(Cancellation))[^1].Status.ShouldBe("success");
    }

    [Fact]
    public async Task What_was_removed_comes_back_from_beside_the_program()
    {
        await PullAsync(Embedded, Shipped, "tollama-tiny");
        string digest = _temporary.Store.Get(Name("tollama-tiny")).Digest;

        await _temporary.Store.DeleteAsync(Name("tollama-tiny"), Cancellation);
        _temporary.BlobFiles().ShouldBeEmpty();
        await PullAsync(Embedded, Shipped, "tollama-tiny");

        _temporary.Store.Get(Name("tollama-tiny")).Digest.ShouldBe(digest);
    }

    [Fact]
    public async Task Damage_in_the_store_is_repaired_by_another_pull()
    {
        await PullAsync(Embedded, Shipped, "tollama-tiny");
        string weights = Directory.GetFiles(_temporary.Paths.Blobs).MaxBy(file => new FileInfo(file).Length)!;
        byte[] content = await System.IO.File.ReadAllBytesAsync(weights, Cancellation);
        await System.IO.File.WriteAllBytesAsync(weights, new byte[content.Length], Cancellation);

        await PullAsync(Embedded, Shipped, "tollama-tiny");

        (await System.IO.File.ReadAllBytesAsync(weights, Cancellation)).ShouldBe(content);
    }

    /// <summary>A network of other sizes, patches and levels takes the place of ours: a folder and a card, no code.</summary>
    [Fact]
    public async Task Another_network_of_the_family_needs_a_folder_and_a_card()
    {
        ModelRegistry registry = Embedded.With([Second()]);

        await PullAsync(registry, _folder.FullName, "second:2");

        ModelManifest manifest = _temporary.Store.Get(Name("second:2")).Manifest;
        ModelCard ours = Embedded.Find(Name("tollama-tiny"))!;
        manifest.ParameterCount.ShouldNotBe(ours.ParameterCount);
        manifest.ContextLength.ShouldNotBe(ours.ContextLength);
        manifest.MaxHorizon.ShouldNotBe(ours.MaxHorizon);
        manifest.Layers.Select(layer => layer.Name).ShouldBe(["config.json", "model.safetensors"]);
    }

    [Fact]
    public async Task A_changed_file_is_refused_and_nothing_is_installed()
    {
        ModelRegistry registry = Embedded.With([Second()]);
        await System.IO.File.AppendAllTextAsync(Path.Combine(_folder.FullName, "second", "2", "config.json"), " ", Cancellation);

        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => PullAsync(registry, _folder.FullName, "second:2"));

        fault.Code.ShouldBe(ErrorCode.InvalidModelFile);
        fault.Message.ShouldContain("config.json' is not the file that belongs to this version");
        fault.Hint!.ShouldContain("install tollama again");
        _temporary.Store.List().Models.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public async Task A_missing_file_is_named(string name)
    {
        ModelRegistry registry = Embedded.With([Second()]);
        System.IO.File.Delete(Path.Combine(_folder.FullName, "second", "2", name));

        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => PullAsync(registry, _folder.FullName, "second:2"));

        fault.Message.ShouldStartWith("'second:2' ships with tollama, and its files are not all beside the program");
        fault.Message.ShouldContain(name);
    }

    [Fact]
    public async Task A_network_of_another_family_than_the_card_says_is_refused()
    {
        ModelRegistry registry = Embedded.With([Second(Families.Chronos2.Name)]);

        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => PullAsync(registry, _folder.FullName, "second:2"));

        fault.Message.ShouldEndWith("its config.json is one of the family chronos-bolt, not chronos-2");
    }

    [Fact]
    public async Task A_program_without_the_folder_says_so()
    {
        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => PullAsync(Embedded, null, "tollama-tiny"));

        fault.Message.ShouldContain("this program has no folder of such models");
    }

    // The network with random weights that the golden numbers of the family are about.
    private ModelCard Second(string family = "chronos-bolt")
    {
        string source = Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", "chronos-bolt-tiny-random");
        DirectoryInfo target = _folder.CreateSubdirectory(Path.Combine("second", "2"));
        Dictionary<string, string> digests = [];
        foreach (string name in new[] { "config.json", "model.safetensors" })
        {
            byte[] content = System.IO.File.ReadAllBytes(Path.Combine(source, name));
            System.IO.File.WriteAllBytes(Path.Combine(target.FullName, name), content);
            digests[name] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        }

        return new ModelCard
        {
            Name = "second:2",
            Family = family,
            Source = new ModelSource { Type = "bundled" },
            License = new LicenseInfo { Type = "MIT" },
            Digests = digests,
        };
    }

    private async Task<List<PullProgress>> PullAsync(ModelRegistry registry, string? folder, string name, PullOptions? options = null)
    {
        await using ModelPuller puller = new(_temporary.Store, registry, _temporary.Time, bundled: folder);
        List<PullProgress> lines = [];
        await foreach (PullProgress line in puller.PullAsync(Name(name), options ?? new PullOptions(), Cancellation))
        {
            lines.Add(line);
        }

        return lines;
    }
}
