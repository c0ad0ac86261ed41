namespace Tollama.Store;

/// <summary>A file that comes with a model to be installed.</summary>
public sealed record LayerContent
{
    /// <summary>What it is, one of <see cref="MediaTypes"/>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Its file name in the model's folder.</summary>
    public required string Name { get; init; }

    /// <summary>Its bytes. Large files go to <see cref="BlobStore"/> first, and are named in the manifest's layers.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
