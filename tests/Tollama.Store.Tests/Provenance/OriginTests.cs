using System.Text;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests.Provenance;

/// <summary>What is installed says where it came from, and an archive cannot say it in its place.</summary>
public sealed class OriginTests : IAsyncDisposable
{
    private readonly TemporaryStore _here = new(ModelRegistry.LoadEmbedded());
    private readonly TemporaryStore _there = new(ModelRegistry.LoadEmbedded());
    private readonly ModelPuller _puller;

    public OriginTests() => _puller = new ModelPuller(_here.Store, _here.Registry!, _here.Time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _puller.DisposeAsync();
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task A_manifest_without_the_mark_is_of_unknown_origin()
    {
        InstalledModel model = await _here.InstallAsync("old");
        model.Manifest.Origin!.How.ShouldBe("unknown");
        (await System.IO.File.ReadAllTextAsync(_here.ManifestPath("old"), Cancellation)).ShouldNotContain("origin");
    }

    [Fact]
    public async Task An_imported_model_is_marked_and_its_own_words_are_claims()
    {
        await PullAsync("theta");
        byte[] archive = await ExportAsync(_here, "theta");
        InstalledModel arrived = await ImportAsync(archive);
        arrived.Manifest.Origin.ShouldBe(new ModelOrigin
        {
            How = "imported",
            Claims = new OriginClaims { Name = "theta", Source = new ModelSource { Type = "builtin" }, License = "MIT", How = "built_in" },
        });
        arrived.Manifest.Source.Type.ShouldBe("archive");
        ModelShow.Show(arrived, _there.Store.Blobs).Origin.ShouldBe(arrived.Manifest.Origin);
        ModelShow.Entry(arrived).Origin.ShouldBe(arrived.Manifest.Origin);
        ModelShow.Show(arrived, _there.Store.Blobs).Details.Format.ShouldBe("builtin");

        List<VerifyProgress> lines = [];
        await foreach (VerifyProgress line in new StoreVerifier(_there.Store).VerifyAsync(null, Cancellation))
        {
            lines.Add(line);
        }

        lines[0].Origin!.How.ShouldBe("imported");
        lines[^1].Notes.ShouldHaveSingleItem().ShouldContain("nobody checked it");
    }

    [Fact]
    public async Task The_name_that_an_archive_claims_is_the_one_it_had()
    {
        await PullAsync("theta");
        InstalledModel arrived = await ImportAsync(_there, await ExportAsync(_here, "theta"), Name("other"), force: false);
        arrived.Manifest.Origin!.Claims!.Name.ShouldBe("theta");
        _there.Store.WarningOf(arrived).ShouldBeNull("nobody who asks for 'other' means a model of the registry");
    }

    [Fact]
    public async Task Under_a_free_name_of_the_registry_it_stands_with_a_warning_until_it_is_pulled()
    {
        InstalledModel pulled = await PullAsync("naive");
        _here.Store.WarningOf(pulled).ShouldBeNull();
        using MemoryStream input = new(await ExportAsync(_here, "naive"));
        PullProgress? last = null;
        await foreach (PullProgress line in new ArchiveImport(_there.Store).ReadAsync(input, Name("chronos-bolt:tiny"), force: false, Cancellation))
        {
            last = line;
        }

        const string Warning = "'chronos-bolt:tiny' is the name of the registry's 'chronos-bolt:tiny' (amazon/chronos-bolt-tiny), and these bytes were never compared with that "
            + "model: it was imported from an archive; 'tollama pull chronos-bolt:tiny' compares them";
        last!.Warnings.ShouldBe([Warning]);
        _there.Store.WarningOf(_there.Store.Get(Name("chronos-bolt:tiny"))).ShouldBe(Warning);
    }

    [Fact]
    public async Task An_archive_that_says_it_was_pulled_is_imported_all_the_same()
    {
        InstalledModel model = await _here.InstallAsync("mine");
        StoredManifest lie = _here.Store.ManifestOf(model) with { Origin = Origins.OfHub(HubOptions.PublicHub, isUnchecked: false) };
        byte[] manifest = lie.ToJson();
        ArchiveHead head = new() { Format = 1, Name = "mine", Digest = BlobDigest.Of(manifest).Hex, Origin = "pulled" };
        byte[] config = await System.IO.File.ReadAllBytesAsync(_here.Store.Blobs.PathOf(BlobDigest.TryParse(lie.Config.Digest, out BlobDigest? digest) ? digest : null!), Cancellation);
        InstalledModel arrived = await ImportAsync(ArchiveBytes.Of(head, manifest, config));
        arrived.Manifest.Origin!.How.ShouldBe("imported");
        arrived.Manifest.Origin.Endpoint.ShouldBeNull();
        arrived.Manifest.Origin.Claims!.How.ShouldBe("pulled");
    }

    [Fact]
    public async Task Copies_and_models_made_of_one_keep_the_origin_of_its_files()
    {
        await ImportAsync(await ExportAsync(_here, (await _here.InstallAsync("mine")).Name.Short));
        ModelStore store = _there.Store;
        await store.CopyAsync(Name("mine"), Name("second"), force: false, Cancellation);
        await store.CopyAsync(Name("second"), Name("third"), force: false, Cancellation);
        ModelOrigin third = store.Get(Name("third")).Manifest.Origin!;
        third.ShouldBe(new ModelOrigin { How = "copied", Model = "second", Of = store.Get(Name("mine")).Manifest.Origin });
        store.Get(Name("third")).Digest.ShouldBe(store.Get(Name("mine")).Digest, "a copy is the same model");
        store.Get(Name("third")).Manifest.Source.Type.ShouldBe("archive");

        await using ModelPuller puller = new(store, _there.Registry!, _there.Time);
        await foreach (PullProgress line in new ModelCreator(store, puller, _there.Time).CreateAsync(
            new CreateRequest { Model = "fourth", From = "third", Parameters = new JsonObject { ["horizon"] = 3 } }, Cancellation))
        {
            line.Error.ShouldBeNull();
        }

        ModelOrigin fourth = store.Get(Name("fourth")).Manifest.Origin!;
        (fourth.How, fourth.Model, fourth.Of!.How).ShouldBe(("created", "third", "imported"));
    }

    [Fact]
    public async Task An_import_of_what_is_installed_leaves_the_better_origin()
    {
        InstalledModel pulled = await PullAsync("theta");
        using MemoryStream input = new(await ExportAsync(_here, "theta"));
        await foreach (PullProgress line in new ArchiveImport(_here.Store).ReadAsync(input, null, force: false, Cancellation))
        {
            line.Error.ShouldBeNull();
        }

        _here.Store.Get(Name("theta")).Manifest.Origin.ShouldBe(pulled.Manifest.Origin);
    }

    [Fact]
    public async Task A_pull_of_a_built_in_model_replaces_what_was_imported_under_its_name()
    {
        InstalledModel model = await PullAsync("theta");
        await ImportAsync(await ExportAsync(_here, "theta"));
        await using ModelPuller puller = new(_there.Store, _there.Registry!, _there.Time);
        await foreach (PullProgress line in puller.PullAsync(Name("theta"), new PullOptions(), Cancellation))
        {
            line.Error.ShouldBeNull();
        }

        InstalledModel healed = _there.Store.Get(Name("theta"));
        healed.Manifest.Origin!.How.ShouldBe("built_in");
        healed.Digest.ShouldBe(model.Digest);
    }

    [Fact]
    public async Task A_name_of_the_registry_is_not_replaced_without_force()
    {
        await PullAsync("naive");
        InstalledModel theta = await PullAsync("theta");
        TollamaException copy = await Should.ThrowAsync<TollamaException>(() => _here.Store.CopyAsync(Name("naive"), Name("theta"), force: false, Cancellation));
        copy.Code.ShouldBe(ErrorCode.NameReserved);
        copy.Message.ShouldContain("'theta'");
        copy.Message.ShouldContain("'naive'");
        TollamaException free = await Should.ThrowAsync<TollamaException>(() => _here.Store.CopyAsync(Name("naive"), Name("drift"), force: false, Cancellation));
        free.Code.ShouldBe(ErrorCode.NameReserved, "whoever asks for it means the registry's");

        CreateRequest request = new() { Model = "theta", From = "naive" };
        ModelCreator creator = new(_here.Store, _puller, _here.Time);
        Should.Throw<TollamaException>(() => creator.Check(request)).Code.ShouldBe(ErrorCode.NameReserved);
        creator.Check(request with { Force = true });

        byte[] archive = await ExportAsync(_here, "naive");
        TollamaException import = await Should.ThrowAsync<TollamaException>(() => ImportAsync(_here, archive, Name("theta"), force: false));
        import.Code.ShouldBe(ErrorCode.NameReserved);
        import.Message.ShouldContain("'theta'");
        import.Message.ShouldContain("'naive'");
        _here.Store.Get(Name("theta")).ShouldBe(theta);

        await ImportAsync(_here, archive, Name("theta"), force: true);
        _here.Store.Get(Name("theta")).Manifest.Origin!.How.ShouldBe("imported");
        await _here.Store.CopyAsync(Name("naive"), Name("theta"), force: true, Cancellation);
        _here.Store.Get(Name("theta")).Manifest.Origin!.How.ShouldBe("copied");
    }

    [Theory]
    [InlineData("""{"how":"blessed"}""")]
    [InlineData("""{"how":"copied","of":{"how":"copied","of":{"how":"pulled"}}}""")]
    [InlineData("""{"how":null}""")]
    [InlineData("{}")]
    public void A_mark_that_no_store_writes_is_refused(string origin)
    {
        string digest = "sha256:" + new string('a', 64);
        string manifest = $$"""{"schemaVersion":2,"mediaType":"x","config":{"mediaType":"x","digest":"{{digest}}","size":1},"layers":[],"origin":{{origin}}}""";
        ManifestReader.ParseStored(Encoding.UTF8.GetBytes(manifest), out string? fault).ShouldBeNull();
        fault.ShouldNotBeNull();
    }

    private async Task<InstalledModel> PullAsync(string name)
    {
        await foreach (PullProgress line in _puller.PullAsync(Name(name), new PullOptions(), Cancellation))
        {
            line.Error.ShouldBeNull();
        }

        return _here.Store.Get(Name(name));
    }

    private static async Task<byte[]> ExportAsync(TemporaryStore store, string name)
    {
        using MemoryStream output = new();
        await new ModelArchive(store.Store).WriteAsync(store.Store.Get(Name(name)), output, Cancellation);
        return output.ToArray();
    }

    private Task<InstalledModel> ImportAsync(byte[] archive) => ImportAsync(_there, archive, null, force: false);

    private static async Task<InstalledModel> ImportAsync(TemporaryStore store, byte[] archive, ModelName? name, bool force)
    {
        using MemoryStream input = new(archive);
        string model = "";
        await foreach (PullProgress line in new ArchiveImport(store.Store).ReadAsync(input, name, force, Cancellation))
        {
            model = line.Model!;
        }

        return store.Store.Get(Name(model));
    }
}
