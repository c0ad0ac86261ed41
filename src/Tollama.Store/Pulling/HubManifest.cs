using Tollama.Catalog;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>The manifest of a model from a hub.</summary>
internal static class HubManifest
{
    public static ModelManifest Of(PullPlan plan, IReadOnlyList<ManifestLayer> weights, TimeProvider time)
    {
        ModelCard? entry = plan.Target.Entry;
        return new ModelManifest
        {
            Name = plan.Target.Name.Short,
            Family = plan.Architecture?.Family ?? entry!.Family,
            Variant = entry?.Variant ?? plan.Target.Name.Model,
            Architecture = plan.Architecture?.Name ?? entry?.Architecture,
            Description = entry?.Description ?? $"{plan.Target.RepoId}, from the model hub.",
            Source = new ModelSource
            {
                Type = "huggingface",
                RepoId = plan.Target.RepoId,
                Revision = plan.Revision.Commit,
                Reference = plan.Revision.Reference,
            },
            InstalledAt = Timestamp.Format(time.GetUtcNow()),
            License = plan.License,
            ParameterCount = plan.Architecture?.ParameterCount ?? entry?.ParameterCount,
            ContextLength = plan.Architecture?.ContextLength ?? entry?.ContextLength,
            MaxHorizon = plan.Architecture?.MaxHorizon ?? entry?.MaxHorizon,
            QuantileLevels = plan.Architecture?.QuantileLevels ?? entry?.QuantileLevels,
            Capabilities = plan.Architecture?.Capabilities ?? entry?.Capabilities ?? [],
            Layers = weights,
        };
    }

    public static ManifestLayer Weights(HubFile file, BlobDigest digest) =>
        new() { MediaType = MediaTypes.Weights, Name = file.Path, Digest = digest.ToString(), Size = file.Size };

    public static IReadOnlyList<LayerContent> SmallFiles(PullPlan plan)
    {
        LayerContent config = new() { MediaType = MediaTypes.Architecture, Name = PullFiles.ConfigName, Content = plan.Config };
        return plan.LicenseText is { } text
            ? [config, new LayerContent { MediaType = MediaTypes.License, Name = plan.Files.License!.Path, Content = text }]
            : [config];
    }
}
