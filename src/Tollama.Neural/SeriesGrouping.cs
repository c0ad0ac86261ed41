using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>Which series of a request are forecast together, for models that can do so.</summary>
/// <param name="IsJoint"><c>joint</c>: all series of the request are one series of several variates; false by default.</param>
/// <param name="IsCrossLearning"><c>cross_learning</c>: the series of each hundred see each other; false by default.</param>
/// <remarks>
/// In both cases the model assumes that the last values of all series are of the same time, and a forecast depends on the other series
/// of the request. So a request has to ask for either.
/// </remarks>
internal sealed record SeriesGrouping(bool IsJoint, bool IsCrossLearning)
{
    /// <summary>The most variates of a joint request; their cost grows with the square of their number.</summary>
    private const int MostVariates = 256;

    /// <summary>The most series of a group of <c>cross_learning</c>, as in the evaluations of the makers of Chronos-2.</summary>
    private const int CrossLearningSeries = 100;

    /// <summary>How many series have to be in one pass; 1 if each is forecast alone.</summary>
    public int JoinedSeries => IsJoint ? int.MaxValue : IsCrossLearning ? CrossLearningSeries : 1;

    /// <summary>Reads the options and checks the number of series.</summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: there are too many series for a joint forecast.
    /// </exception>
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

    /// <summary>The warnings about the series of a pass.</summary>
    public IReadOnlyList<string> WarningsOf(IReadOnlyList<TimeSeries> series) => IsJoint ? [.. LengthsDiffer(series), .. EndsDiffer(series)] : [];

    private static IEnumerable<string> LengthsDiffer(IReadOnlyList<TimeSeries> series)
    {
        if (series.Any(one => one.Length != series[0].Length))
        {
            yield return "the series of this joint forecast have histories of different lengths: their ends are taken to be of the same time";
        }
    }

    private static IEnumerable<string> EndsDiffer(IReadOnlyList<TimeSeries> series)
    {
        (string Id, Timestamp End)[] dated = [.. series.Where(one => one.Times is { Count: > 0 }).Select(one => (one.Id, one.Times![^1]))];
        int other = Array.FindIndex(dated, one => one.End != dated[0].End);
        if (other > 0)
        {
            yield return $"joint: series '{dated[0].Id}' ends at {dated[0].End}, '{dated[other].Id}' at {dated[other].End}; "
                + "their last values are taken to be of the same time";
        }
    }
}
