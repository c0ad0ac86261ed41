namespace Tollama.Store;

/// <summary>Whether the store can be used.</summary>
public sealed record StoreHealth
{
    /// <summary>True if installed models can be read, or there is no store yet and one can be made.</summary>
    public required bool Readable { get; init; }

    /// <summary>True if models can be installed. A store that can only be read still serves.</summary>
    public required bool Writable { get; init; }

    /// <summary>Free bytes on the store's disk; 0 if it cannot be told.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Why it cannot be read or written, with the folder and the user; <see langword="null"/> if it can.</summary>
    public string? Error { get; init; }
}
