using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>A manifest file: the form of Ollama's store and of container registries.</summary>
internal sealed record StoredManifest
{
    /// <summary>2.</summary>
    public int SchemaVersion { get; init; } = 2;

    public string MediaType { get; init; } = MediaTypes.Manifest;

    /// <summary>The blob with the facts of the model: a <see cref="ModelManifest"/> without what differs from one machine to the next.</summary>
    public required ManifestLayer Config { get; init; }

    /// <summary>The model's files.</summary>
    public IReadOnlyList<ManifestLayer> Layers { get => field ?? []; init; }

    /// <summary>Every blob the manifest needs.</summary>
    public IEnumerable<ManifestLayer> Blobs() => Layers.Prepend(Config);
}
