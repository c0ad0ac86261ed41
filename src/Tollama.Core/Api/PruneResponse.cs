namespace Tollama.Core.Api;

/// <summary>What was removed from the store, or would be.</summary>
public sealed record PruneResponse
{
    /// <summary>True when nothing was removed, only looked at.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<PrunedFile> Removed { get; init; }

    /// <summary>Their bytes together.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>Files that nothing needs but that are too young, or in use by a pull.</summary>
    public required int Kept { get; init; }
}
