namespace Tollama.Store;

/// <summary>A file of a hub repository at one commit.</summary>
internal sealed record HubFile
{
    /// <summary>Its path in the repository.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its sha256, if it is a large file; <see langword="null"/> if the hub did not say.</summary>
    public BlobDigest? Digest { get; init; }

    /// <summary>Its git blob id, if it is a small file: 40 hexadecimal digits.</summary>
    public string? GitId { get; init; }
}
