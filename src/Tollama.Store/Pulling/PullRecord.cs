namespace Tollama.Store;

/// <summary>A pull that has begun and not ended well yet, as it stands on the disk. The blobs it names are kept for it.</summary>
internal sealed record PullRecord
{
    /// <summary>The hub repository.</summary>
    public required string RepoId { get; init; }

    /// <summary>The commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The large files that it needs: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public required IReadOnlyList<string> Blobs { get; init; }
}
