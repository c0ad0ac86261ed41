namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The forecast of one series at one origin, beside what happened: what a backtest measures.</summary>
internal sealed record ScoredWindow
{
    /// <summary>The model, as the request names it.</summary>
    internal required string Model { get; init; }

    /// <summary>The series' name.</summary>
    internal required string Series { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; <see langword="null"/> when no column names the series.</summary>
    internal IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The window, the oldest 1.</summary>
    internal required int Window { get; init; }

    /// <summary>What happened, a value a step; <see cref="double.NaN"/> where it is missing.</summary>
    internal required double[] Actual { get; init; }

    /// <summary>The point forecast, as many steps.</summary>
    internal required double[] Mean { get; init; }

    /// <summary>The quantile forecasts that are measured, by level; none by default.</summary>
    internal IReadOnlyList<(double Level, double[] Values)> Quantiles { get; init; } = [];

    /// <summary>The values that the forecast was made from, oldest first; <see cref="double.NaN"/> where one is missing. It is not kept.</summary>
    internal ReadOnlyMemory<double> History { get; init; }

    /// <summary>Values in a season, for the scaled measures; 1 by default.</summary>
    internal int Season { get; init; } = 1;
}
