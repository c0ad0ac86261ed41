using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>How well stamps fill a regular grid: of two ways to read a column, the right one gives regular steps.</summary>
internal static class Regularity
{
    /// <summary>A reading is believed for its steps when it fills its grid so many times as well as the other one.</summary>
    public const double Clear = 1.5;

    private const int Fewest = 3;
    private const long ShortestMonth = 28 * TimeSpan.TicksPerDay;

    /// <summary>The share of a regular grid that the stamps fill: 1 for one a step, near 0 when no step fits.</summary>
    /// <param name="stamps">Stamps in any order, all dates or all positions; repeated ones count once.</param>
    /// <returns>0 for fewer than three different stamps: any two are regular.</returns>
    public static double Of(IEnumerable<Timestamp> stamps)
    {
        Timestamp[] sorted = [.. stamps.OrderBy(stamp => stamp.Ticks).DistinctBy(stamp => stamp.Ticks)];
        if (sorted.Length < Fewest)
        {
            return 0;
        }

        long[] distances = FrequencyInference.Distances(sorted, stamp => stamp.Ticks);
        long step = StepFit.Commonest(distances);
        double best = Filled(distances, step);
        if (sorted[0].IsIndex || step % TimeSpan.TicksPerDay != 0)
        {
            return best;
        }

        return step >= ShortestMonth ? Math.Max(best, Months(sorted))
            : step == TimeSpan.TicksPerDay ? Math.Max(best, BusinessDays(sorted))
            : best;
    }

    private static double Months(Timestamp[] sorted)
    {
        _ = MonthDayFit.Of(sorted, null, out int matches);
        long[] distances = FrequencyInference.Distances(sorted, stamp => MonthSequence.MonthNumber(stamp.Local));
        long step = StepFit.Commonest(distances);
        return step <= 0 ? 0 : Filled(distances, step) * matches / sorted.Length;
    }

    private static double BusinessDays(Timestamp[] sorted)
    {
        if (Array.Exists(sorted, stamp => stamp.Local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            return 0;
        }

        BusinessDaySequence days = new(sorted[0].Local, 1);
        return Filled(FrequencyInference.Distances(sorted, stamp => days.Floor(stamp.Ticks)), 1);
    }

    private static double Filled(long[] distances, long step)
    {
        long span = distances.Sum();
        double whole = distances.Count(distance => distance % step == 0);
        return whole / distances.Length * (distances.Length + 1) / ((span / (double)step) + 1);
    }
}
