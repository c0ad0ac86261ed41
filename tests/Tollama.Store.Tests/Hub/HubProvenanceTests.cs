using Tollama.Catalog;
using Tollama.Core.Api;

namespace Tollama.Store.Tests.Hub;

/// <summary>A pull believes the hub's listing and nothing that was installed in another way.</summary>
public sealed class HubProvenanceTests
{
    private const string Bolt = "chronos-bolt:tiny";

    [Fact]
    public async Task A_pulled_model_says_from_which_hub()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        hub.Installed().Manifest.Origin.ShouldBe(new ModelOrigin { How = "pulled", Endpoint = hub.Options.Endpoint.AbsoluteUri.TrimEnd('/') });
    }

    [Fact]
    public async Task Weights_of_an_archive_that_claims_the_hubs_commit_are_healed_by_a_pull()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        await ImportPoisonedAsync(hub);
        InstalledModel poisoned = hub.Installed();
        poisoned.Manifest.Source.Type.ShouldBe("archive");
        poisoned.Manifest.Origin!.Claims!.Source!.RepoId.ShouldBe("amazon/chronos-bolt-tiny", "what it claims is kept as a claim");
        OutdatedModel outdated = (await hub.Puller.OutdatedAsync(HubStore.Cancellation)).ShouldHaveSingleItem();
        outdated.Available.ShouldBe(outdated.Installed);
        outdated.Outdated.ShouldBeTrue();
        outdated.Differs.ShouldBe(["model.safetensors"]);

        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Installed().Manifest.Origin!.How.ShouldBe("pulled");
        (await hub.Puller.OutdatedAsync(HubStore.Cancellation)).ShouldHaveSingleItem().Outdated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_pinned_commit_that_an_archive_claims_is_asked_for()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        string commit = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha;
        await hub.PullAsync(options: new PullOptions { Revision = commit });
        await ImportPoisonedAsync(hub);
        await hub.PullAsync(options: new PullOptions { Revision = commit });
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_manifest_that_names_other_blobs_is_healed_though_repository_and_commit_are_right()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        InstalledModel model = hub.Installed();
        BlobInfo other = await hub.Store.Blobs.WriteAsync(PoisonedWeights(hub, model), HubStore.Cancellation);
        ManifestLayer[] layers = [.. model.Manifest.Layers.Select(layer => layer.MediaType == MediaTypes.Weights ? layer with { Digest = other.Digest.ToString() } : layer)];
        await hub.Store.InstallAsync(model.Manifest with { Layers = layers }, [], HubStore.Cancellation);
        hub.Installed().Manifest.Origin!.How.ShouldBe("pulled", "somebody with access to the files did this");
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_model_of_an_older_store_is_compared_and_marked_without_fetching_its_weights_again()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        InstalledModel model = hub.Installed();
        await hub.Store.InstallAsync(model.Manifest with { Origin = null }, [], HubStore.Cancellation);
        hub.Installed().Manifest.Origin!.How.ShouldBe("unknown");
        long sent = hub.BytesSent();
        await hub.PullAsync();
        hub.Installed().Manifest.Origin!.How.ShouldBe("pulled");
        hub.BytesSent().ShouldBe(sent);
    }

    private static byte[] PoisonedWeights(HubStore hub, InstalledModel model)
    {
        byte[] weights = File.ReadAllBytes(ModelFiles.Of(model, hub.Store.Blobs).Weights[0]);
        weights.AsSpan(weights.Length - 4096).Clear();
        return weights;
    }

    // Everything as the hub has it but the weights: what an archive of somebody else can be.
    private static async Task ImportPoisonedAsync(HubStore hub)
    {
        InstalledModel model = hub.Installed();
        byte[] Blob(ManifestLayer layer) => File.ReadAllBytes(hub.Store.Blobs.PathOf(BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : null!));
        (string, string, byte[])[] files =
            [.. model.Manifest.Layers.Select(layer => (layer.MediaType, layer.Name!, layer.MediaType == MediaTypes.Weights ? PoisonedWeights(hub, model) : Blob(layer)))];
        using MemoryStream archive = new(Provenance.ArchiveBytes.Of(Bolt, Blob(model.Config), files));
        await foreach (PullProgress line in new ArchiveImport(hub.Store).ReadAsync(archive, ModelName.Parse(Bolt), force: true, HubStore.Cancellation))
        {
            line.Error.ShouldBeNull();
        }
    }
}
