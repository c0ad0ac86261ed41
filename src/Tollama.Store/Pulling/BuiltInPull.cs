using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>Installs a model that needs no download: one of a runner that is here already, or one whose files ship with the program.</summary>
internal sealed class BuiltInPull(ModelStore store, BundledFiles bundled, LicenseGate gate, TimeProvider time)
{
    public async Task RunAsync(ModelCard entry, PullOptions options, PullLines lines, CancellationToken cancellationToken)
    {
        gate.Require(entry.ModelName, entry.License, options);
        await gate.RememberAsync(entry.ModelName, entry.License, options, cancellationToken).ConfigureAwait(false);

        BundledModel? files = entry.IsBundled ? bundled.Read(entry, cancellationToken) : null;
        lines.Say("pulling manifest");
        InstallPlan plan = InstallPlan.Create(ManifestOf(entry, files?.Architecture), files?.Files ?? []);
        foreach (ReadOnlyMemory<byte> content in plan.Contents)
        {
            BlobDigest digest = BlobDigest.Of(content.Span);
            lines.Whole(digest, content.Length, store.Blobs.Contains(digest));
        }

        lines.Say("verifying sha256 digest");
        InstalledModel? installed = options.Force ? null : await SameAsAsync(plan, cancellationToken).ConfigureAwait(false);

        // The blobs are written together with the manifest, under the store's lock: a clean-up in between would take them for rubbish.
        lines.Say("writing manifest");
        lines.Success(installed ?? await store.InstallAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    // What the files themselves say wins over what the card says of them.
    private ModelManifest ManifestOf(ModelCard entry, ModelArchitecture? architecture) => new()
    {
        Name = entry.ModelName.Short,
        Family = entry.Family,
        Variant = entry.FullVariant,
        Architecture = architecture?.Name ?? entry.Architecture,
        Description = entry.Description,
        Source = entry.Source,
        Origin = Origins.BuiltIn,
        InstalledAt = Timestamp.Format(time.GetUtcNow()),
        License = entry.License,
        ParameterCount = architecture?.ParameterCount ?? entry.ParameterCount,
        ContextLength = architecture?.ContextLength ?? entry.ContextLength,
        MaxHorizon = architecture?.MaxHorizon ?? entry.MaxHorizon,
        QuantileLevels = architecture?.QuantileLevels ?? entry.QuantileLevels,
        Capabilities = architecture?.Capabilities ?? entry.Capabilities,
    };

    private async Task<InstalledModel?> SameAsAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        InstalledModel? model = store.Find(plan.Name);
        if (model is null || !model.Name.Equals(plan.Name) || model.Digest != plan.Digest.Hex || model.Manifest.Origin != Origins.BuiltIn)
        {
            return null;
        }

        foreach (ReadOnlyMemory<byte> content in plan.Contents)
        {
            if (!await store.Blobs.VerifyAsync(BlobDigest.Of(content.Span), cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return model;
    }
}
