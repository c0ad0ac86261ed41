namespace Tollama.Core.Api;

/// <summary>A series that could not be forecast.</summary>
public sealed record SeriesError
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The wire name of an error code.</summary>
    public required string Code { get; init; }

    /// <summary>Why, and what would help.</summary>
    public required string Message { get; init; }
}
