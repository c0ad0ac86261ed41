using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Reads the frequency of a series off its time stamps, gaps and small irregularities notwithstanding.</summary>
public static class FrequencyInference
{
    /// <summary>Stamps that are farther apart go by the calendar of months.</summary>
    private const double ShortestPeriod = 27 * (double)TimeSpan.TicksPerDay;

    private const double ShortestDay = 20 * (double)TimeSpan.TicksPerHour;

    /// <summary>From so many stamps on their distance tells months from days.</summary>
    private const int EnoughForPeriods = 4;

    private const double LongestMonth = 32 * (double)TimeSpan.TicksPerDay;

    /// <summary>Finds the frequency.</summary>
    /// <param name="ascendingDistinct">The stamps, ascending and without duplicates.</param>
    /// <returns>
    /// The frequency whose steps keep every stamp, moved by 15 % of a step at most: by the commonest distance, on the calendar where the time of day stays the same;
    /// <see langword="null"/> for fewer than two stamps, and when no steps keep all of them or less than a quarter of the distances are one step.
    /// Two stamps give the best guess.
    /// </returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: positions and dates in one series.</exception>
    public static InferredFrequency? Infer(ReadOnlySpan<Timestamp> ascendingDistinct)
    {
        Timestamp[] stamps = StampKinds.Unify(ascendingDistinct, yearsArePositions: false).ToArray();
        return stamps.Length < 2 ? null : StepSearch.In(stamps) is { Grid: not null } found ? found.Frequency : null;
    }

    /// <summary>Frequencies that may be those of some stamps, the likeliest first; whether they keep every stamp is not known yet.</summary>
    internal static IEnumerable<InferredFrequency> Candidates(Timestamp[] stamps)
    {
        if (stamps.Length < 2 || MonthParts.Are(stamps))
        {
            return [];
        }

        return stamps[0].IsIndex
            ? Positions(Distances(stamps, stamp => stamp.Ticks))
            : Calendars(stamps).Concat(ClockInference.Candidates(stamps));
    }

    internal static long[] Distances(ReadOnlySpan<Timestamp> stamps, Func<Timestamp, long> place)
    {
        long[] distances = new long[stamps.Length - 1];
        long previous = place(stamps[0]);
        for (int index = 0; index < distances.Length; index++)
        {
            long current = place(stamps[index + 1]);
            (distances[index], previous) = (current - previous, current);
        }

        return distances;
    }

    private static IEnumerable<InferredFrequency> Positions(long[] distances)
    {
        foreach (long step in StepFit.Likely(distances).Where(step => step is > 0 and <= int.MaxValue))
        {
            if (StepFit.Share(distances, step) is { } share)
            {
                yield return new InferredFrequency(Frequency.Create(FrequencyUnit.Index, (int)step), share);
            }
        }
    }

    private static IEnumerable<InferredFrequency> Calendars(Timestamp[] stamps)
    {
        double median = StepFit.Median(Distances(stamps, stamp => stamp.UtcTicks));
        IEnumerable<InferredFrequency> found = [];
        if (HaveOneTimeOfDay(stamps))
        {
            found = CalendarInference.Candidates(stamps);
        }
        else if (median >= ShortestDay && TimeLine.OfClocks(stamps, TimeSpan.TicksPerDay) is { } clocks)
        {
            found = CalendarInference.Candidates(Array.ConvertAll(stamps, stamp => Timestamp.FromLocal(new DateTime(clocks.On(stamp)))));
        }

        return median >= ShortestPeriod ? found.Concat(Periods(stamps, median)) : found;
    }

    /// <summary>Months, quarters and years whose days or times differ: their middles, or dates that overflow.</summary>
    private static IEnumerable<InferredFrequency> Periods(Timestamp[] stamps, double median)
    {
        int months = (int)Math.Round(median / (365.2425 / 12 * TimeSpan.TicksPerDay));
        if (stamps.Length >= EnoughForPeriods && months is 1 or 3 or 12 && median <= months * LongestMonth)
        {
            yield return new InferredFrequency(CalendarInference.Months(months, stamps[^1].Local.Month, PeriodAnchor.Start), 1);
        }
    }

    private static bool HaveOneTimeOfDay(Timestamp[] stamps)
    {
        long time = stamps[0].Ticks % TimeSpan.TicksPerDay;
        foreach (Timestamp stamp in stamps)
        {
            if (stamp.Ticks % TimeSpan.TicksPerDay != time)
            {
                return false;
            }
        }

        return true;
    }
}
