namespace Tollama.Store;

/// <summary>A blob of the store.</summary>
public sealed record BlobInfo
{
    /// <summary>The sha256 of its content.</summary>
    public required BlobDigest Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }
}
