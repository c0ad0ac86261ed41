using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>The end of a series' history, for charts; or all of it.</summary>
internal static class HistoryTail
{
    private const int UsualLength = 120;

    /// <param name="series">The series.</param>
    /// <param name="length">How many values at its end; <see langword="null"/> for the usual number.</param>
    internal static SeriesHistory Of(TimeSeries series, int? length)
    {
        int skipped = Math.Max(0, series.Length - (length ?? UsualLength));
        IEnumerable<int> places = Enumerable.Range(skipped, series.Length - skipped);
        return new SeriesHistory
        {
            Timestamps = [.. places.Select(place => Label(series, place))],
            Target = series.Target.Values[skipped..],
            Start = Label(series, 0),
            Length = series.Length,
        };
    }

    private static string Label(TimeSeries series, int place) =>
        series.Times is { Count: > 0 } times ? times[place].ToString() : place.ToString(CultureInfo.InvariantCulture);
}
