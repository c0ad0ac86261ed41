using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>Where the origins of a backtest lie, and what is forecast from them.</summary>
internal sealed record BacktestSettings
{
    private const int UsualWindows = 3;

    /// <summary>Steps that are measured; at least 1.</summary>
    internal required int Horizon { get; init; }

    /// <summary>Steps between the last value that a model sees and the first that is measured; 0 for none.</summary>
    internal required int Gap { get; init; }

    /// <summary>Origins; at least 1.</summary>
    internal required int Windows { get; init; }

    /// <summary>Values between two origins; at least 1.</summary>
    internal required int Step { get; init; }

    /// <summary>How many values before its origin a window sees at most; at least 1.</summary>
    internal required int MaxHistory { get; init; }

    /// <summary>Values in a season of a series, for the measures that compare with the seasonal naive forecast.</summary>
    internal required Func<TimeSeries, int> SeasonOf { get; init; }

    /// <summary>The levels of a request that names none: the median, and the limits of intervals of 80 and 95 percent, so that intervals are measured too.</summary>
    internal static IReadOnlyList<double> UsualLevels { get; } = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// <summary>Whether two windows of a series measure some of the same values.</summary>
    internal bool WindowsOverlap => Windows > 1 && Step < Horizon;

    /// <summary>The settings of a call.</summary>
    internal static BacktestSettings Of(ForecastCall call)
    {
        ForecastRequest request = call.Request;
        return new BacktestSettings
        {
            Horizon = call.Steps,
            Gap = call.Gap,
            Windows = request.Windows ?? UsualWindows,
            Step = request.Step ?? call.Steps,
            MaxHistory = request.MaxHistory ?? int.MaxValue,
            SeasonOf = series => AnswerMetrics.SeasonOf(series, request),
        };
    }
}
