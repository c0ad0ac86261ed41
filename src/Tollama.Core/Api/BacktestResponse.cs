namespace Tollama.Core.Api;

/// <summary>What <c>POST /api/backtest</c> answers.</summary>
public sealed record BacktestResponse
{
    /// <summary>The model with the lowest <see cref="Metric"/>; absent when none can be told.</summary>
    public string? Best { get; init; }

    /// <summary>By which measure the models are ordered: <c>mase</c>, or the first one asked for.</summary>
    public required string Metric { get; init; }

    /// <summary>Steps of each window.</summary>
    public required int Horizon { get; init; }

    /// <summary>Windows that were asked for.</summary>
    public required int Windows { get; init; }

    /// <summary>Values between two origins.</summary>
    public required int Step { get; init; }

    /// <summary>Steps between an origin and the first forecast.</summary>
    public int Gap { get; init; }

    /// <summary>A row a model, the best first.</summary>
    public required IReadOnlyList<BacktestRow> Table { get; init; }

    /// <summary>Rows about parts; absent unless asked for with <c>by</c>.</summary>
    public IReadOnlyList<BacktestRow>? By { get; init; }

    /// <summary>The forecasts of all windows; absent unless asked for with <c>include: ["forecasts"]</c>.</summary>
    public IReadOnlyList<BacktestForecast>? Forecasts { get; init; }

    /// <summary>What the numbers carry, a sentence or two: which model is best, and whether the difference is larger than its error.</summary>
    public string? Recommendation { get; init; }

    /// <summary>Series, models and windows that are not in the table; absent when there is none.</summary>
    public IReadOnlyList<BacktestError>? Errors { get; init; }

    /// <summary>What was repaired, inferred or left out, a sentence each; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>How a table was understood; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>Where the time went.</summary>
    public ForecastTiming? Timing { get; init; }

    /// <summary>The daemon's version.</summary>
    public string? TollamaVersion { get; init; }
}
