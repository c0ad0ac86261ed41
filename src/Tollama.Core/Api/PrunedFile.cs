namespace Tollama.Core.Api;

/// <summary>A file of the store that no model needs.</summary>
public sealed record PrunedFile
{
    /// <summary><c>blob</c> (a whole file that no model names), <c>partial</c> (a download that was left) or <c>temporary</c> (what a crash left).</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in the store's folder of blobs.</summary>
    public required string File { get; init; }

    /// <summary>Its size on disk in bytes.</summary>
    public required long Size { get; init; }
}
