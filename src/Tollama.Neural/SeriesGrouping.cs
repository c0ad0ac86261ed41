using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>Which series of a request look at each other, for models that can.</summary>
/// <param name="IsJoint"><c>joint</c>: all series of the request are one series of several variates; false by default.</param>
/// <param name="IsCrossLearning"><c>cross_learning</c>: the series look at each other by the hundred; false by default.</param>
/// <remarks>In both cases their ends are aligned, and a forecast depends on its neighbours, which is why nobody is asked to without saying so.</remarks>
internal sealed record SeriesGrouping(bool IsJoint, bool IsCrossLearning)
{
    /// <summary>Variates of a joint request at the most: what they cost together grows with the square of their number.</summary>
    private const int MostVariates = 256;

    /// <summary>Series that learn from each other at the most, as in the evaluations of the makers of Chronos-2.</summary>
    private const int CrossLearningSeries = 100;

    /// <summary>How many series have to be in one pass; 1 if none looks at another.</summary>
    public int JoinedSeries => IsJoint ? int.MaxValue : IsCrossLearning ? CrossLearningSeries : 1;

    /// <summary>Reads and checks.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there are too many series for a joint forecast.</exception>
    public static SeriesGrouping Read(OptionReader reader, ForecastTask task)
    {
        SeriesGrouping grouping = new(reader.Boolean("joint") ?? false, reader.Boolean("cross_learning") ?? false);
        return !grouping.IsJoint || task.Series.Count <= MostVariates ? grouping : throw new TollamaException(
            ErrorCode.InvalidRequest,
            $"options.joint is true for {task.Series.Count} series; {MostVariates} at the most can be forecast as one.",
            "Send fewer at once, or cross_learning instead.");
    }

    /// <summary>The group of a series of a pass.</summary>
    public int GroupOf(int position) => JoinedSeries > 1 ? 0 : position;

    /// <summary>What has to be said of the series of a pass.</summary>
    public IReadOnlyList<string> WarningsOf(IReadOnlyList<TimeSeries> series) =>
        IsJoint && series.Any(one => one.Target.Length != series[0].Target.Length)
            ? ["the series of this joint forecast have histories of different lengths: their ends are taken to be of the same time"]
            : [];
}
