using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>What a clean-up removed, or would remove.</summary>
public sealed record PruneReport
{
    /// <summary>The files, by name.</summary>
    public required IReadOnlyList<PrunedFile> Removed { get; init; }

    /// <summary>How many files stay although nothing needs them: they are too young, or a pull holds them.</summary>
    public required int Kept { get; init; }

    /// <summary>Why nothing could be removed; <see langword="null"/> if it could.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The removed bytes together.</summary>
    public long FreedBytes => Removed.Sum(file => file.Size);
}
