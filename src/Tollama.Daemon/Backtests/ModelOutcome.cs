using Tollama.Core.Api;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>What one model forecast in the windows of a backtest.</summary>
internal sealed record ModelOutcome
{
    /// <summary>The model, as the answer names it.</summary>
    internal required string Model { get; init; }

    /// <summary>The forecasts of each window, the oldest first; <see langword="null"/> where a window failed as a whole.</summary>
    internal required IReadOnlyList<OriginOutcome?> Windows { get; init; }

    /// <summary>What failed, by window, and in it by series.</summary>
    internal required IReadOnlyList<BacktestError> Errors { get; init; }

    /// <summary>How long all windows took together, without loading the model.</summary>
    internal required TimeSpan Elapsed { get; init; }
}
