using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Nixtla;

/// <summary>Collects the fit to the history of each series.</summary>
internal sealed class HistoryFit
{
    private readonly double[][] _values;
    private readonly SeriesNotices _notices = new();
    private readonly WarningList _ofAll = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly List<SeriesError> _errors = [];
    private readonly HashSet<int> _expected = [];

    /// <summary>Begins without a value.</summary>
    /// <param name="series">The series.</param>
    internal HistoryFit(PackedSeries series) => _values = [.. series.Sizes.Select(NixtlaInterval.Missing)];

    /// <summary>Whether any value is fitted.</summary>
    internal bool HasValues => Array.Exists(_values, IsFitted);

    /// <summary>The positions of series that were forecast and have no fit.</summary>
    internal IReadOnlyList<int> Missing => [.. _expected.Order().Where(place => !IsFitted(_values[place]))];

    /// <summary>The series that could not be forecast, once for each origin.</summary>
    internal IReadOnlyList<SeriesError> Errors => _errors;

    /// <summary>What the client should know.</summary>
    internal IReadOnlyList<string> Warnings => [.. _ofAll.Items, .. _notices.Items];

    /// <summary>Notes series that can be forecast.</summary>
    internal void Expect(IEnumerable<int> places) => _expected.UnionWith(places);

    /// <summary>Puts values of a series where they belong.</summary>
    /// <param name="place">The position of the series.</param>
    /// <param name="start">The place of the first of the values in it.</param>
    /// <param name="values">The values.</param>
    internal void Set(int place, int start, double[] values) => values.CopyTo(_values[place], start);

    /// <summary>Notes that the fit of some series is made of windows.</summary>
    internal void Roll(IEnumerable<int> places)
    {
        foreach (int place in places)
        {
            _notices.Add(place.ToString(CultureInfo.InvariantCulture), "the model has no fit of one step; its history is forecast from earlier origins, several steps each");
        }
    }

    /// <summary>Notes what answers warn of, and which series they lack.</summary>
    internal void Tell(IEnumerable<string> warnings, IEnumerable<SeriesError> errors)
    {
        // What the model does not tell is told in other words.
        string asked = RequestFields.Include.With("fitted");
        _ofAll.AddRange(warnings.Where(warning => !warning.Contains(asked, StringComparison.Ordinal) && _told.Add(warning)));
        foreach (SeriesError error in errors)
        {
            _errors.Add(error);
            _notices.Add(error.Id, $"could not be forecast at an earlier origin, and null stands in its place: {error.Message}");
        }
    }

    /// <summary>The fit of all series, one behind the other, from the first value of each that has one.</summary>
    /// <param name="panel">The series that were forecast.</param>
    /// <param name="levels">The intervals that are asked for.</param>
    internal (double[] Mean, int[] Sizes, IReadOnlyList<NixtlaInterval> Intervals) Pack(Panel panel, IReadOnlyList<AskedLevel> levels)
    {
        int[] sizes = [.. _values.Select(values => IsFitted(values) ? values.Length - Array.FindIndex(values, double.IsFinite) : 0)];
        double[] mean = new double[sizes.Sum()];
        IReadOnlyList<NixtlaInterval> intervals = NixtlaInterval.Empty(levels, mean.Length);
        Dictionary<int, TimeSeries> known = panel.Series.ToDictionary(series => int.Parse(series.Id, CultureInfo.InvariantCulture));
        int start = 0;
        for (int place = 0; place < sizes.Length; place++)
        {
            int size = sizes[place];
            Span<double> tail = mean.AsSpan(start, size);
            _values[place].AsSpan(_values[place].Length - size).CopyTo(tail);
            if (size > 0 && levels.Count > 0)
            {
                Widen(ErrorsOf(known[place].Target.Values, tail), tail, intervals, start);
            }

            start += size;
        }

        return (mean, sizes, intervals);
    }

    private static bool IsFitted(double[] values) => Array.Exists(values, double.IsFinite);

    // The sizes of all errors, ascending, with 0 before them: an interval of level 0 has no width.
    private static double[] ErrorsOf(double[] values, ReadOnlySpan<double> tail)
    {
        List<double> errors = [0];
        for (int i = 0; i < tail.Length; i++)
        {
            double error = Math.Abs(values[values.Length - tail.Length + i] - tail[i]);
            if (double.IsFinite(error))
            {
                errors.Add(error);
            }
        }

        errors.Sort();
        return [.. errors];
    }

    private static void Widen(double[] errors, ReadOnlySpan<double> tail, IReadOnlyList<NixtlaInterval> intervals, int start)
    {
        foreach (NixtlaInterval interval in intervals)
        {
            double place = (errors.Length - 1) * interval.Level.Percent / 100;
            int below = (int)place;
            int above = Math.Min(below + 1, errors.Length - 1);
            double half = errors[below] + ((place - below) * (errors[above] - errors[below]));
            for (int i = 0; i < tail.Length; i++)
            {
                interval.Low[start + i] = tail[i] - half;
                interval.High[start + i] = tail[i] + half;
            }
        }
    }
}
