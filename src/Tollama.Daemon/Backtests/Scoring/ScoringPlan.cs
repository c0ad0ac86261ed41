using Tollama.Core.Requests;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>What a backtest measures.</summary>
internal sealed record ScoringPlan
{
    /// <summary>The models, in the order of the request, which decides between equals.</summary>
    internal required IReadOnlyList<string> Models { get; init; }

    /// <summary>The series, in the order of the answer.</summary>
    internal required IReadOnlyList<string> Series { get; init; }

    /// <summary>The measures asked for; <see langword="null"/> for the usual ones, which are fewer where there are no quantiles.</summary>
    internal IReadOnlyList<AccuracyMetric>? Metrics { get; init; }

    /// <summary>The parts that get rows of their own; none by default.</summary>
    internal IReadOnlyList<BacktestGrouping> By { get; init; } = [];

    /// <summary>True if two windows of a series measure some of the same values (the step is shorter than the horizon): within one series they are no independent evidence then.</summary>
    internal bool WindowsOverlap { get; init; }
}
