namespace Tollama.Core.Api;

/// <summary>Why one of several forecasts of a request failed.</summary>
public sealed record NestedFailure
{
    /// <summary>The wire name of the error's code.</summary>
    public required string Category { get; init; }

    /// <summary>The status that it would have had by itself.</summary>
    public required int StatusCode { get; init; }

    /// <summary>What went wrong, and what helps.</summary>
    public required string Message { get; init; }
}
