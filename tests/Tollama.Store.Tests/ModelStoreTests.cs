using Tollama.Catalog;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ModelStoreTests : IDisposable
{
    private readonly TemporaryStore _temporary = new(ModelRegistry.LoadEmbedded());

    private ModelStore Store => _temporary.Store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_store_that_does_not_exist_yet_is_empty()
    {
        StoreListing listing = Store.List();
        listing.Models.ShouldBeEmpty();
        listing.Warnings.ShouldBeEmpty();
        Store.Find(Name("theta")).ShouldBeNull();
        Directory.Exists(_temporary.Paths.Models).ShouldBeFalse();
    }

    [Fact]
    public async Task An_installed_model_is_found_again_by_another_process()
    {
        InstalledModel installed = await _temporary.InstallAsync("theta", File("weights.safetensors", "abc"));
        InstalledModel found = _temporary.Open().Get(Name("theta"));
        found.Digest.ShouldBe(installed.Digest);
        found.Digest.ShouldMatch("^[0-9a-f]{64}$");
        found.Manifest.Family.ShouldBe("stats");
        found.Manifest.Variant.ShouldBe("theta");
        found.Manifest.Capabilities.ShouldBe(["forecast", "quantiles"]);
        found.Manifest.InstalledAt.ShouldBe("2026-11-22T12:00:00.000000Z");
        found.ModifiedAt.ShouldBe(_temporary.Time.GetUtcNow());
        found.Manifest.Layers.ShouldHaveSingleItem().Name.ShouldBe("weights.safetensors");
        found.Size.ShouldBe(_temporary.BlobFiles().Sum(file => new FileInfo(Path.Combine(_temporary.Paths.Blobs, file)).Length));
    }

    [Fact]
    public async Task The_digest_is_the_sha256_of_the_manifest_file_and_the_same_on_every_machine()
    {
        InstalledModel here = await _temporary.InstallAsync("theta");
        byte[] file = await System.IO.File.ReadAllBytesAsync(_temporary.ManifestPath("theta"), Cancellation);
        here.Digest.ShouldBe(BlobDigest.Of(file).Hex);
        using TemporaryStore elsewhere = new();
        elsewhere.Time.Advance(TimeSpan.FromDays(3));
        (await elsewhere.InstallAsync("theta")).Digest.ShouldBe(here.Digest);
    }

    [Fact]
    public async Task The_newest_model_is_listed_first()
    {
        foreach (string name in (string[])["theta", "naive", "auto:fast"])
        {
            await _temporary.InstallAsync(name);
            _temporary.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Store.List().Models.Select(model => model.Name.Short).ShouldBe(["auto:fast", "naive", "theta"]);
    }

    [Fact]
    public async Task Case_does_not_matter_and_the_stored_case_is_kept()
    {
        await _temporary.InstallAsync("Theta:Fast");
        Store.Get(Name("theta:FAST")).Name.Short.ShouldBe("Theta:Fast");
        _temporary.Open().Get(Name("theta:fast")).Name.Short.ShouldBe("Theta:Fast");
        await _temporary.InstallAsync("THETA:fast");
        Store.List().Models.ShouldHaveSingleItem().Name.Short.ShouldBe("Theta:Fast");
        await Store.DeleteAsync(Name("theta:fast"), Cancellation);
        Store.List().Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_names_of_the_registry_find_the_installed_model()
    {
        await _temporary.InstallAsync("chronos-bolt:small");
        Store.Get(Name("chronos-bolt")).Name.Short.ShouldBe("chronos-bolt:small");
        Store.Get(Name("amazon/Chronos-Bolt-Small")).Name.Short.ShouldBe("chronos-bolt:small");
        await Store.DeleteAsync(Name("chronos-bolt"), Cancellation);
        Store.Find(Name("chronos-bolt:small")).ShouldBeNull();
    }

    [Fact]
    public async Task A_model_of_exactly_the_name_wins_over_another_name()
    {
        await _temporary.InstallAsync("chronos-bolt:small");
        Store.Get(Name("chronos-bolt")).Name.Short.ShouldBe("chronos-bolt:small");
        await _temporary.InstallAsync("chronos-bolt");
        Store.Get(Name("chronos-bolt")).Name.Short.ShouldBe("chronos-bolt");
    }

    [Fact]
    public async Task What_another_process_changes_is_seen_at_once()
    {
        ModelStore other = _temporary.Open();
        await _temporary.InstallAsync("theta");
        string before = other.Get(Name("theta")).Digest;
        await Store.InstallAsync(Manifest("theta", family: "other"), [], Cancellation);
        other.Get(Name("theta")).Manifest.Family.ShouldBe("other");
        other.Get(Name("theta")).Digest.ShouldNotBe(before);
        await Store.DeleteAsync(Name("theta"), Cancellation);
        other.Find(Name("theta")).ShouldBeNull();
    }

    [Fact]
    public async Task A_found_model_is_not_read_again_while_its_file_is_the_same()
    {
        await _temporary.InstallAsync("theta");
        Store.Get(Name("theta")).ShouldBeSameAs(Store.Get(Name("THETA")));
    }

    [Fact]
    public async Task Deleting_frees_the_blobs_that_nobody_else_needs()
    {
        await _temporary.InstallAsync("one", File("shared", "shared"), File("first", "first"));
        await _temporary.InstallAsync("two", File("shared", "shared"), File("second", "second"));
        _temporary.BlobFiles().Length.ShouldBe(5);
        await Store.DeleteAsync(Name("one"), Cancellation);
        _temporary.BlobFiles().Length.ShouldBe(3);
        Store.List().Models.ShouldHaveSingleItem().Name.Short.ShouldBe("two");
        await Store.DeleteAsync(Name("two"), Cancellation);
        _temporary.BlobFiles().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_temporary.Paths.Manifests).ShouldBeEmpty();
    }

    [Fact]
    public async Task Installing_over_a_model_frees_what_the_old_one_needed_alone()
    {
        await _temporary.InstallAsync("one", File("weights", "old"));
        await _temporary.InstallAsync("one", File("weights", "new"));
        _temporary.BlobFiles().Length.ShouldBe(2);
        Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_layer_that_was_downloaded_before_is_named_by_its_digest()
    {
        BlobInfo blob = await Store.Blobs.WriteAsync("weights"u8.ToArray(), Cancellation);
        Core.Api.ManifestLayer layer = new() { MediaType = MediaTypes.Weights, Digest = blob.Digest.ToString(), Size = blob.Size, Name = "model.safetensors" };
        InstalledModel model = await Store.InstallAsync(Manifest("net") with { Layers = [layer] }, [], Cancellation);
        model.Manifest.Layers.ShouldBe([layer]);
    }

    [Theory]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "model.safetensors", "is missing")]
    [InlineData("sha256:../../x", "model.safetensors", "no valid digest")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "../model", "file name")]
    public async Task A_layer_that_cannot_be_is_refused(string digest, string file, string reason)
    {
        Core.Api.ManifestLayer layer = new() { MediaType = MediaTypes.Weights, Digest = digest, Size = 3, Name = file };
        TollamaException error = await Should.ThrowAsync<TollamaException>(
            () => Store.InstallAsync(Manifest("net") with { Layers = [layer] }, [], Cancellation));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(reason);
        Store.List().Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_model_is_answered_with_how_to_get_it()
    {
        TollamaException error = Should.Throw<TollamaException>(() => Store.Get(Name("theta")));
        error.Code.ShouldBe(ErrorCode.ModelNotFound);
        error.Message.ShouldBe("model 'theta' not found: it is not installed (tollama pull theta)");
        error.Hint.ShouldBeNull();
        (await Should.ThrowAsync<TollamaException>(() => Store.DeleteAsync(Name("theta"), Cancellation))).Message.ShouldBe(error.Message);
    }

    [Fact]
    public async Task A_misspelt_model_is_answered_with_what_may_have_been_meant()
    {
        await _temporary.InstallAsync("my-sales-model");
        Should.Throw<TollamaException>(() => Store.Get(Name("thteta"))).Hint!.ShouldContain("did you mean 'theta'");
        Should.Throw<TollamaException>(() => Store.Get(Name("my-sale-model"))).Hint!.ShouldContain("'my-sales-model'");
        Should.Throw<TollamaException>(() => Store.Get(Name("qqqqqqqqqq"))).Hint!.ShouldContain("tollama list --available");
    }

    [Fact]
    public async Task A_manifest_behind_a_symbolic_link_does_not_exist()
    {
        using TemporaryStore outside = new();
        await outside.InstallAsync("theta");
        string folder = Path.Combine(_temporary.Paths.Manifests, "tollama", "library");
        Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(Path.Combine(folder, "theta"), Path.GetDirectoryName(outside.ManifestPath("theta"))!);
        Store.List().Models.ShouldBeEmpty();
        Store.Find(Name("theta")).ShouldBeNull();
        await Should.ThrowAsync<TollamaException>(() => _temporary.InstallAsync("theta"));
        await Should.ThrowAsync<TollamaException>(() => Store.DeleteAsync(Name("theta"), Cancellation));
        outside.Store.List().Models.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_models_folder_itself_may_be_a_link()
    {
        string real = Directory.CreateDirectory(Path.Combine(_temporary.Paths.Home, "disk")).FullName;
        Directory.CreateSymbolicLink(_temporary.Paths.Models, real);
        await _temporary.InstallAsync("theta");
        Store.List().Models.ShouldHaveSingleItem();
    }
}
