namespace Tollama.Core.Api;

/// <summary>A model was deleted.</summary>
public sealed record DeleteResponse
{
    /// <summary><c>success</c>.</summary>
    public required string Status { get; init; }

    /// <summary>True.</summary>
    public required bool Deleted { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }
}
