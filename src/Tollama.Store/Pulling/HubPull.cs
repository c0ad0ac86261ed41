using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Installs a model from a hub: everything about it is checked before the first large byte, everything of it before it is visible.</summary>
/// <remarks>
/// The order: the commit; its file list; <c>config.json</c> and the licence's text; licence, architecture and free disk; only then the first line and
/// the weights. The record of the pull is written before the first blob and removed with the manifest, so that no blob of a pull under way is ever taken
/// for rubbish.
/// </remarks>
internal sealed class HubPull(
    ModelStore store, HubClient hub, HubOptions options, LicenseGate gate, PullLane lane, DownloadPolicy policy, TimeProvider time)
{
    private const int MaxSmallFile = 64 << 20;

    private readonly BlobDownloader _downloader = new(store, hub, policy, time);

    public async Task RunAsync(PullTarget target, PullOptions pull, PullLines lines, CancellationToken cancellationToken)
    {
        if (InstalledAs(target, target.Reference, pull) is { } pinned && await IsWholeAsync(pinned, cancellationToken).ConfigureAwait(false))
        {
            TellInstalled(pinned, lines);
            return;
        }

        if (pull.Offline || options.Offline)
        {
            await TellLocalAsync(target, pull, lines, cancellationToken).ConfigureAwait(false);
            return;
        }

        using IDisposable place = await lane.EnterAsync(() => lines.Say("waiting for other pulls"), cancellationToken).ConfigureAwait(false);
        HubRevision revision = await hub.ResolveAsync(target.RepoId, target.Reference, pull.Insecure, cancellationToken).ConfigureAwait(false);
        PullFiles files = PullFiles.Choose(target, await hub.ListAsync(revision, pull.Insecure, cancellationToken).ConfigureAwait(false));
        if (InstalledAs(target, revision.Commit, pull) is { } current
            && HubComparison.Differences(current, files, store.Blobs).Count == 0
            && await IsWholeAsync(current, cancellationToken).ConfigureAwait(false))
        {
            TellInstalled(current, lines);
            return;
        }

        PullPlan plan = await PlanAsync(target, revision, files, pull, cancellationToken).ConfigureAwait(false);
        try
        {
            InstalledModel installed = await StoreFault.GuardAsync(
                store.Paths.Models, () => FetchAndInstallAsync(plan, pull, lines, cancellationToken)).ConfigureAwait(false);
            lines.Success(installed);
        }
        catch (TollamaException fault) when (fault.Code == ErrorCode.InvalidModelFile)
        {
            // What arrived is what the hub has, and no model: keeping it for the next try would help nobody.
            await store.ForgetPullAsync(plan.Target.Name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    // What an archive, or an older version, says of a model is not believed: it is compared with the hub like one that is not installed.
    private InstalledModel? InstalledAs(PullTarget target, string commit, PullOptions pull) =>
        !pull.Force && store.Find(target.Name) is { } model && model.Name == target.Name
        && Origins.IsPulledFrom(model.Manifest.Origin, options.Endpoint, pull.Insecure)
        && model.Manifest.Source.RepoId == target.RepoId && model.Manifest.Source.Revision == commit
            ? model
            : null;

    // The hub cannot be asked what it has now: what is here counts, whichever way it came, unless another revision is asked for.
    private async Task TellLocalAsync(PullTarget target, PullOptions pull, PullLines lines, CancellationToken cancellationToken)
    {
        InstalledModel? here = pull.Force ? null : store.Find(target.Name);
        bool isAsked = here is not null && here.Name == target.Name
            && (pull.Revision is null || pull.Revision == here.Manifest.Source.Revision || pull.Revision == here.Manifest.Source.Reference);
        if (!isAsked || !await IsWholeAsync(here!, cancellationToken).ConfigureAwait(false))
        {
            throw HubFaults.Offline(target.Name.Short, pull.Offline);
        }

        TellInstalled(here!, lines);
    }

    private async Task<bool> IsWholeAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        foreach (ManifestLayer layer in model.Manifest.Layers.Prepend(model.Config))
        {
            if (!BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) || !await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private static void TellInstalled(InstalledModel model, PullLines lines)
    {
        lines.Say("pulling manifest");
        foreach (ManifestLayer layer in model.Manifest.Layers)
        {
            if (BlobDigest.TryParse(layer.Digest, out BlobDigest? digest))
            {
                lines.Blob(digest, layer.Size, layer.Size);
            }
        }

        lines.Success(model);
    }

    private async Task<PullPlan> PlanAsync(
        PullTarget target, HubRevision revision, PullFiles files, PullOptions pull, CancellationToken cancellationToken)
    {
        byte[] config = await ReadAsync(revision, files.Config, pull, cancellationToken).ConfigureAwait(false);
        byte[]? text = files.License is null ? null : await ReadAsync(revision, files.License, pull, cancellationToken).ConfigureAwait(false);
        PullPlan plan = new()
        {
            Target = target,
            Revision = revision,
            Files = files,
            Config = config,
            LicenseText = text,
            License = HubLicense.Of(target, revision, text),
            Architecture = target.IsForeign ? null : ModelArchitecture.Recognize(config),
        };
        gate.Require(target.Name, plan.License, pull);
        await gate.RememberAsync(target.Name, plan.License, pull, cancellationToken).ConfigureAwait(false);
        RequireRoom(plan);
        return plan;
    }

    private Task<byte[]> ReadAsync(HubRevision revision, HubFile file, PullOptions pull, CancellationToken cancellationToken) =>
        file.Size <= MaxSmallFile
            ? hub.ReadSmallAsync(revision, file, pull.Insecure, cancellationToken)
            : throw new TollamaException(
                ErrorCode.InvalidModelFile,
                $"{file.Path} of {revision.RepoId} has {ByteCount.Format(file.Size)}{(file.Digest is null ? " and no sha256 in the hub's listing" : "")}; "
                + $"at most {ByteCount.Format(MaxSmallFile)} are read of such a file");

    private void RequireRoom(PullPlan plan)
    {
        long missing = plan.Files.Weights.Sum(Missing);
        long free = policy.FreeBytes(store.Paths.Models);
        if (missing > free)
        {
            throw new TollamaException(
                ErrorCode.InsufficientStorage,
                $"'{plan.Target.Name}' needs {ByteCount.Format(missing)} more on the disk of '{store.Paths.Models}', and {ByteCount.Format(free)} are free",
                "free some space ('tollama prune', 'tollama rm MODEL'), or move the store with TOLLAMA_MODELS");
        }
    }

    private long Missing(HubFile file)
    {
        if (file.Digest is null)
        {
            return file.Size;
        }

        string blob = store.Blobs.PathOf(file.Digest);
        return store.Blobs.Contains(file.Digest) ? 0 : file.Size - (DownloadJournal.Read(PartialFile.JournalOf(blob), file.Size)?.Completed() ?? 0);
    }

    private async Task<InstalledModel> FetchAndInstallAsync(PullPlan plan, PullOptions pull, PullLines lines, CancellationToken cancellationToken)
    {
        lines.Say("pulling manifest");
        await RecordAsync(plan, cancellationToken).ConfigureAwait(false);
        await DropDamagedAsync(plan, cancellationToken).ConfigureAwait(false);
        long? rate = pull.MaxBytesPerSecond ?? options.MaxBytesPerSecond;
        PullTransfer transfer = new(pull.Insecure, rate is { } limit ? new RateLimit(limit, time) : null);
        List<ManifestLayer> layers = [];
        foreach (HubFile file in plan.Files.Weights)
        {
            layers.Add(await FetchAsync(plan, file, transfer, lines, cancellationToken).ConfigureAwait(false));
        }

        RequireFit(plan, layers, cancellationToken);
        InstallPlan install = InstallPlan.Create(HubManifest.Of(plan, layers, time) with { Origin = Origins.OfHub(options.Endpoint, pull.Insecure) }, HubManifest.SmallFiles(plan));
        foreach (ManifestLayer layer in install.Stored.Blobs().Where(layer => layer.MediaType != MediaTypes.Weights))
        {
            BlobDigest digest = BlobDigest.TryParse(layer.Digest, out BlobDigest? parsed) ? parsed : BlobDigest.Of([]);
            lines.Whole(digest, layer.Size, store.Blobs.Contains(digest));
        }

        lines.Say("writing manifest");
        return await store.InstallAsync(install, cancellationToken).ConfigureAwait(false);
    }

    private async Task RecordAsync(PullPlan plan, CancellationToken cancellationToken)
    {
        PullRecord record = new()
        {
            RepoId = plan.Target.RepoId,
            Commit = plan.Revision.Commit,
            Blobs = [.. plan.Files.Weights.Select(file => file.Digest?.ToString()).OfType<string>()],
        };
        using IDisposable held = await store.LockAsync(cancellationToken).ConfigureAwait(false);
        await store.Pulls.WriteAsync(plan.Target.Name, record, cancellationToken).ConfigureAwait(false);
    }

    private async Task DropDamagedAsync(PullPlan plan, CancellationToken cancellationToken)
    {
        foreach (BlobDigest digest in plan.Files.Weights.Select(file => file.Digest).OfType<BlobDigest>())
        {
            if (store.Blobs.Contains(digest) && !await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false))
            {
                store.Blobs.Delete(digest);
            }
        }
    }

    private async Task<ManifestLayer> FetchAsync(
        PullPlan plan, HubFile file, PullTransfer transfer, PullLines lines, CancellationToken cancellationToken)
    {
        if (file.Digest is not { } digest)
        {
            byte[] content = await ReadAsync(plan.Revision, file, new PullOptions { Insecure = transfer.Insecure }, cancellationToken).ConfigureAwait(false);
            bool wasThere = store.Blobs.Contains(BlobDigest.Of(content));
            BlobInfo blob = await store.Blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            lines.Whole(blob.Digest, blob.Size, wasThere);
            return HubManifest.Weights(file, blob.Digest);
        }

        CompletedDownload? download = await _downloader.FetchAsync(
            plan.Revision, file, transfer, completed => lines.Blob(digest, file.Size, completed), cancellationToken).ConfigureAwait(false);
        lines.Blob(digest, file.Size, file.Size);
        using (download)
        {
            lines.Say("verifying sha256 digest");
            await (download?.PublishAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }

        return HubManifest.Weights(file, digest);
    }

    private void RequireFit(PullPlan plan, IReadOnlyList<ManifestLayer> layers, CancellationToken cancellationToken)
    {
        IReadOnlyList<SafetensorsHeader> headers = WeightsCheck.ReadAll(
            layers.Select(layer => store.Blobs.PathOf(BlobDigest.TryParse(layer.Digest, out BlobDigest? digest) ? digest : BlobDigest.Of([]))), cancellationToken);
        if (plan.Architecture is { } architecture)
        {
            WeightsCheck.Require(plan.Target.Name, architecture, headers);
        }
    }
}
