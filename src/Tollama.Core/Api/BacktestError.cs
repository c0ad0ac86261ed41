namespace Tollama.Core.Api;

/// <summary>A series that a model could not forecast at an origin of a backtest.</summary>
public sealed record BacktestError
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The model; absent when no model was asked.</summary>
    public string? Model { get; init; }

    /// <summary>The time of the last value that the model saw; absent when the series has no times, or has no window.</summary>
    public string? Cutoff { get; init; }

    /// <summary>The wire name of an error code.</summary>
    public required string Code { get; init; }

    /// <summary>Why, and what would help.</summary>
    public required string Message { get; init; }
}
