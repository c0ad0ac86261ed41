namespace Tollama.Core.Api;

/// <summary>The forecast of one series at one origin of a backtest, beside what happened.</summary>
public sealed record BacktestForecast
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The window, the oldest 1.</summary>
    public required int Window { get; init; }

    /// <summary>The time of the last value that the model saw; absent when the series has no times.</summary>
    public string? Cutoff { get; init; }

    /// <summary>The steps, <c>horizon</c> of them, in the form of the series' own time stamps; absent when it has none.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>What happened, a number a step, <c>null</c> where it is missing.</summary>
    public required double[] Actual { get; init; }

    /// <summary>The point forecast, a number a step.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantile forecasts by level.</summary>
    public IReadOnlyDictionary<string, double[]>? Quantiles { get; init; }
}
