using Tollama.Core.Api;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>What the windows of a backtest say of its models.</summary>
internal sealed record BacktestVerdict
{
    /// <summary>The first of <see cref="Table"/>; <see langword="null"/> when no measure orders the models.</summary>
    internal string? Best { get; init; }

    /// <summary>The measure that orders the models: <c>mase</c>, <c>msis_95</c>.</summary>
    internal required string Metric { get; init; }

    /// <summary>A row a model, the best first.</summary>
    internal required IReadOnlyList<BacktestRow> Table { get; init; }

    /// <summary>Rows about parts: those by series first, then by step, window and group; <see langword="null"/> when none was asked for.</summary>
    internal IReadOnlyList<BacktestRow>? By { get; init; }

    /// <summary>Which model is best, and whether by more than the error of the difference.</summary>
    internal string? Recommendation { get; init; }

    /// <summary>What was left out, a sentence each.</summary>
    internal required IReadOnlyList<string> Warnings { get; init; }
}
