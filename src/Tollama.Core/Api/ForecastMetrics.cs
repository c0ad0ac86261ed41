namespace Tollama.Core.Api;

/// <summary>How far forecasts are from what happened. A measure that is not defined is absent, and a warning says why.</summary>
public sealed record ForecastMetrics
{
    /// <summary>By measure, the mean over the series for which it is defined.</summary>
    public required IReadOnlyDictionary<string, double> Aggregate { get; init; }

    /// <summary>The measures of each series, in the order of the answer.</summary>
    public required IReadOnlyList<SeriesMetrics> Series { get; init; }
}
