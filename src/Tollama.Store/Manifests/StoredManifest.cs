using System.Text.Json;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>A manifest file: the form of Ollama's store and of container registries.</summary>
internal sealed record StoredManifest
{
    public const int CurrentSchema = 2;

    /// <summary>2.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    public string MediaType { get; init; } = MediaTypes.Manifest;

    /// <summary>The blob with the facts of the model: a <see cref="ModelManifest"/> without what differs from one machine to the next.</summary>
    public required ManifestLayer Config { get; init; }

    /// <summary>The model's files.</summary>
    public IReadOnlyList<ManifestLayer> Layers { get => field ?? []; init; }

    /// <summary>How the model came here; <see langword="null"/> if an older version wrote the manifest.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>The manifest as it travels: without what differs from one machine to the next.</summary>
    public byte[] Content() => (this with { Origin = null }).ToJson();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJsonContext.Default.StoredManifest);

    /// <summary>Every blob the manifest needs.</summary>
    public IEnumerable<ManifestLayer> Blobs() => Layers.Prepend(Config);
}
