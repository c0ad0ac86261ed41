namespace Tollama.Core.Api;

/// <summary>A series that a model could not forecast at an origin of a backtest, or a model that could forecast nothing.</summary>
public sealed record BacktestError
{
    /// <summary>The series' name; absent when the model is the reason, at every origin and for every series.</summary>
    public string? Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The model; absent when no model was asked.</summary>
    public string? Model { get; init; }

    /// <summary>The time of the last value that the model saw; absent when the series has no times, or has no window.</summary>
    public string? Cutoff { get; init; }

    /// <summary>The wire name of an error code.</summary>
    public required string Code { get; init; }

    /// <summary>Why, and what would help.</summary>
    public required string Message { get; init; }
}
