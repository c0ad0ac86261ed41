using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Installs a model that needs no download: one of a runner that is here already.</summary>
internal sealed class BuiltInPull(ModelStore store, LicenseGate gate, TimeProvider time)
{
    public async Task RunAsync(RegistryEntry entry, PullOptions options, PullLines lines, CancellationToken cancellationToken)
    {
        gate.Require(entry.ModelName, entry.License, options);
        await gate.RememberAsync(entry.ModelName, entry.License, options, cancellationToken).ConfigureAwait(false);

        lines.Say("pulling manifest");
        InstallPlan plan = InstallPlan.Create(ManifestOf(entry), []);
        foreach (ReadOnlyMemory<byte> content in plan.Contents)
        {
            BlobInfo blob = await store.Blobs.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            lines.Blob(blob.Digest, blob.Size, blob.Size);
        }

        lines.Say("verifying sha256 digest");
        await VerifyAsync(plan, cancellationToken).ConfigureAwait(false);

        lines.Say("writing manifest");
        InstalledModel? installed = options.Force ? null : SameAs(plan);
        lines.Success(installed ?? await store.InstallAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    private ModelManifest ManifestOf(RegistryEntry entry) => new()
    {
        Name = entry.ModelName.Short,
        Family = entry.Family,
        Variant = entry.Variant ?? entry.ModelName.Short,
        Architecture = entry.Architecture,
        Description = entry.Description,
        Source = entry.Source,
        InstalledAt = Timestamp.Format(time.GetUtcNow()),
        License = entry.License,
        ParameterCount = entry.ParameterCount,
        ContextLength = entry.ContextLength,
        MaxHorizon = entry.MaxHorizon,
        QuantileLevels = entry.QuantileLevels,
        Capabilities = entry.Capabilities,
    };

    private InstalledModel? SameAs(InstallPlan plan) =>
        store.Find(plan.Name) is { } model && model.Name.Equals(plan.Name) && model.Digest == plan.Digest.Hex ? model : null;

    private async Task VerifyAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        foreach (ManifestLayer layer in plan.Stored.Blobs())
        {
            if (!BlobDigest.TryParse(layer.Digest, out BlobDigest? digest)
                || !await store.Blobs.VerifyAsync(digest, cancellationToken).ConfigureAwait(false))
            {
                throw new TollamaException(
                    ErrorCode.StoreUnavailable,
                    $"the blob {layer.Digest} of '{plan.Name}' is not what was written: the disk or another program changed it",
                    $"try again (tollama pull {plan.Name}), and check the disk if it happens again");
            }
        }
    }
}
