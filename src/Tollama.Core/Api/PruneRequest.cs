namespace Tollama.Core.Api;

/// <summary><c>POST /api/prune</c>: removes files of the store that no model needs.</summary>
public sealed record PruneRequest
{
    /// <summary>True to only tell what would be removed.</summary>
    public bool? DryRun { get; init; }

    /// <summary>How young a file may be and still stay, as a duration (<c>1h</c>, <c>0</c>): another program may be about to use it. Default <c>1h</c>.</summary>
    public string? Grace { get; init; }
}
