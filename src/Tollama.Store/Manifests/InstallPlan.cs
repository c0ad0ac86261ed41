using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>A manifest that is ready to be written, with the small files that it brings along.</summary>
internal sealed record InstallPlan
{
    public required ModelName Name { get; init; }

    public required StoredManifest Stored { get; init; }

    /// <summary>The manifest file.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The blobs whose bytes are at hand; all others must be in the store already.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Contents { get; init; }

    /// <summary>The installed model's digest.</summary>
    public BlobDigest Digest => BlobDigest.Of(Stored.Content());

    /// <summary>Plans the installation of <paramref name="manifest"/>.</summary>
    /// <remarks>
    /// The config blob leaves out the origin, the time and the acceptance of the licence, so that a model has the same digest on every machine.
    /// </remarks>
    public static InstallPlan Create(ModelManifest manifest, IReadOnlyList<LayerContent> files)
    {
        ModelName name = ModelName.Parse(manifest.Name);
        byte[] config = JsonSerializer.SerializeToUtf8Bytes(Timeless(manifest, name), StoreJsonContext.Default.ModelManifest);
        StoredManifest stored = new()
        {
            Config = Describe(MediaTypes.Config, null, config),
            Layers = [.. manifest.Layers, .. files.Select(file => Describe(file.MediaType, file.Name, file.Content.Span))],
            Origin = manifest.Origin,
        };
        Check(name, stored);
        return new InstallPlan
        {
            Name = name,
            Stored = stored,
            Bytes = stored.ToJson(),
            Contents = [config, .. files.Select(file => file.Content)],
        };
    }

    private static ModelManifest Timeless(ModelManifest manifest, ModelName name) => manifest with
    {
        Name = name.Short,
        InstalledAt = "",
        Origin = null,
        License = manifest.License with { Accepted = false, AcceptedAt = null, Digest = null },
        Layers = [],
    };

    private static ManifestLayer Describe(string mediaType, string? name, ReadOnlySpan<byte> content) =>
        new() { MediaType = mediaType, Name = name, Digest = BlobDigest.Of(content).ToString(), Size = content.Length };

    private static void Check(ModelName name, StoredManifest stored)
    {
        string? fault = ManifestReader.FaultOf(stored);
        if (fault is not null)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"the manifest of '{name}' is not valid: {fault}");
        }
    }
}
