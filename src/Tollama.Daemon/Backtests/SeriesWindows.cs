using Tollama.Core.Errors;
using Tollama.Core.Series;

namespace Tollama.Daemon.Backtests;

/// <summary>The origins at which one series is forecast.</summary>
internal sealed class SeriesWindows
{
    private const int Absent = -1;

    private readonly BacktestSettings _settings;
    private readonly int[] _ages;

    private SeriesWindows(TimeSeries series, BacktestSettings settings, int[] ages)
    {
        (Series, _settings, _ages) = (series, settings, ages);
        Count = ages.Count(age => age != Absent);
    }

    /// <summary>The series.</summary>
    internal TimeSeries Series { get; }

    /// <summary>How many windows it has.</summary>
    internal int Count { get; }

    /// <summary>How many values its windows see together.</summary>
    internal long ValuesSeen => Enumerable.Range(0, _ages.Length).Where(window => _ages[window] != Absent).Sum(window => (long)HistoryAt(window).Length);

    /// <summary>What is to be said of a series that lacks windows; <see langword="null"/> for one that has all of them.</summary>
    internal string? Lack
    {
        get
        {
            if (Count == _ages.Length)
            {
                return null;
            }

            int least = LeastHistory(Series, _settings);
            string needs = $"a window needs {CountText.Of(_settings.Horizon, "value", "values")} to compare with"
                + (_settings.Gap > 0 ? $", {_settings.Gap} before them for the gap" : "")
                + $", and at least {CountText.Of(least, "observed value", "observed values")} before its origin";
            string has = CountText.Of(ObservedLength(Series), "value", "values");
            return Count == 0
                ? $"its {has} are too few for a window: {needs}. Ask for a shorter horizon, or send more history"
                : FormattableString.Invariant($"its {has} are enough for {Count} of {_ages.Length} windows only: {needs}");
        }
    }

    /// <summary>The windows of a series: it is counted from its last observed value, wherever others end.</summary>
    /// <param name="series">The series; it has an observed value.</param>
    /// <param name="settings">Where origins lie.</param>
    internal static SeriesWindows Of(TimeSeries series, BacktestSettings settings)
    {
        double[] values = series.Target.Values;
        int observed = ObservedLength(series);
        int least = LeastHistory(series, settings);
        int[] ages = new int[settings.Windows];
        for (int window = 0; window < ages.Length; window++)
        {
            long back = ((long)(settings.Windows - 1 - window) * settings.Step) + settings.Gap + settings.Horizon;
            long end = observed - back;
            bool isThere = end >= 1 && HasValues(values, Math.Max(0, (int)end - settings.MaxHistory), (int)end, least)
                && HasValues(values, (int)end + settings.Gap, (int)end + settings.Gap + settings.Horizon, 1);
            ages[window] = isThere ? series.Length - (int)end : Absent;
        }

        return new SeriesWindows(series, settings, ages);
    }

    /// <summary>How many of its last values are cut off for a window; -1 where it has no such window.</summary>
    /// <param name="window">The window, the oldest 0.</param>
    internal int AgeAt(int window) => _ages[window];

    /// <summary>The place behind the last value that a window sees.</summary>
    internal int EndAt(int window) => Series.Length - _ages[window];

    /// <summary>The values that a window sees, oldest first.</summary>
    internal ReadOnlyMemory<double> HistoryAt(int window)
    {
        int end = EndAt(window);
        int first = Math.Max(0, end - _settings.MaxHistory);
        return Series.Target.Values.AsMemory(first, end - first);
    }

    /// <summary>What happened in a window, a value a step of the horizon.</summary>
    internal double[] ActualAt(int window)
    {
        int first = EndAt(window) + _settings.Gap;
        return Series.Target.Values[first..(first + _settings.Horizon)];
    }

    /// <summary>When the last value was observed that a window sees; <see langword="null"/> where that is not known.</summary>
    internal string? CutoffAt(int window) => Series.Times is { } times ? times[EndAt(window) - 1].ToString() : null;

    /// <summary>The times of the steps that a window measures; <see langword="null"/> where they are not known.</summary>
    internal IReadOnlyList<string>? StepsAt(int window)
    {
        int first = EndAt(window) + _settings.Gap;
        return Series.Times is { } times ? [.. Enumerable.Range(first, _settings.Horizon).Select(place => times[place].ToString())] : null;
    }

    // What scales an error needs a season and one value more; where fewer steps are forecast than that, as many values as steps will do.
    private static int LeastHistory(TimeSeries series, BacktestSettings settings) =>
        Math.Min(settings.MaxHistory, Math.Max(2, (int)Math.Min(settings.SeasonOf(series) + 1L, settings.Horizon)));

    private static int ObservedLength(TimeSeries series) => Array.FindLastIndex(series.Target.Values, value => !double.IsNaN(value)) + 1;

    private static bool HasValues(double[] values, int first, int end, int least)
    {
        int found = 0;
        for (int place = first; place < end && found < least; place++)
        {
            found += double.IsNaN(values[place]) ? 0 : 1;
        }

        return found >= least;
    }
}
