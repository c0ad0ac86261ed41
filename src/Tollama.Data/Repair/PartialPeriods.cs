using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Finds the longer steps for which values are missing inside: their sum would be that of a part.</summary>
internal static class PartialPeriods
{
    /// <summary>Rows that fill less of their steps came when something happened, and none is missing.</summary>
    private const double LeastFill = 0.2;

    private const int FewestStamps = 3;
    private const int Named = 3;

    /// <summary>The steps that rows have before they are brought together; <see langword="null"/> when they have none.</summary>
    /// <param name="stamps">Ascending stamps, some more than once.</param>
    public static TimestampGrid? StepsOf(Timestamp[] stamps)
    {
        Timestamp[] distinct = [.. stamps.Where((stamp, place) => place == 0 || stamp != stamps[place - 1])];
        return distinct.Length >= FewestStamps && StepSearch.In(distinct) is { Grid: { } grid } && distinct.Length >= LeastFill * grid.Length ? grid : null;
    }

    /// <summary>The periods of a series that have values for some of their steps only.</summary>
    /// <param name="series">The series.</param>
    /// <param name="grid">Its steps.</param>
    /// <param name="startOf">The beginning of the period of a time.</param>
    public static IReadOnlyList<(DateTime Start, int Has, int Of)> Find(TimeSeries series, TimestampGrid grid, Func<DateTime, DateTime> startOf)
    {
        bool[] has = new bool[grid.Length];
        Timestamp[] stamps = series.Stamps();
        long first = long.MaxValue;
        long last = -1;
        for (int row = 0; row < stamps.Length; row++)
        {
            long number = grid.Locate(stamps[row], out _);
            (first, last) = (Math.Min(first, number), Math.Max(last, number));
            has[number] |= !series.Target.IsMissing(row);
        }

        List<(DateTime Start, int Has, int Of)> periods = [];
        for (long number = first; number <= last; number++)
        {
            DateTime start = startOf(grid.At(number).Local);
            if (periods.Count == 0 || periods[^1].Start != start)
            {
                periods.Add((start, 0, 0));
            }

            (_, int count, int of) = periods[^1];
            periods[^1] = (start, count + (has[number] ? 1 : 0), of + 1);
        }

        return [.. periods.Where(period => period.Has > 0 && period.Has < period.Of)];
    }

    /// <summary>What is said of them: how many, and the first.</summary>
    public static string Describe(IReadOnlyList<(DateTime Start, int Has, int Of)> partial, Func<DateTime, Timestamp> labelOf, Frequency period, Frequency step)
    {
        string examples = string.Join(", ", partial.Take(Named).Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{labelOf(one.Start)} has {one.Has} of {one.Of}")));
        return CountText.Of(partial.Count, "step", "steps") + $" of {period.Words} {(partial.Count == 1 ? "has" : "have")} no value for a part of {(partial.Count == 1 ? "its" : "their")} steps of {step.Words}"
            + $" ({examples}{(partial.Count > Named ? ", …" : "")})";
    }
}
