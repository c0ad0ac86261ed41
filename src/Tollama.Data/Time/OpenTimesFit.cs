using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Learns from time stamps at which times of a week there never is a value: closed days and hours.</summary>
internal static class OpenTimesFit
{
    private const int DaysOfWeek = 7;
    private const int Saturday = 5;

    /// <summary>A time that passed less often without a value may be a gap.</summary>
    private const int LeastPasses = 2;

    /// <summary>How probable it may be that a time is open and only by chance has no value.</summary>
    private const double LargestChance = 1e-3;

    /// <summary>However full a series is, so much may be missing.</summary>
    private const double LeastMissing = 0.02;

    /// <summary>Days that share so many of their times have the same hours, and lack some by gaps.</summary>
    private const double Likeness = 0.8;

    /// <summary>The days of a week at which there are values.</summary>
    /// <param name="stamps">Stamps of one time of day, ascending.</param>
    /// <returns><see langword="null"/> when every day has some, when it is only one day, or when the history is too short to tell.</returns>
    public static OpenTimes? Days(Timestamp[] stamps)
    {
        bool[] isOpen = new bool[DaysOfWeek];
        foreach (Timestamp stamp in stamps)
        {
            isOpen[DayOf(stamp.Ticks)] = true;
        }

        int open = isOpen.Count(day => day);
        if (open is 1 or DaysOfWeek)
        {
            return null;
        }

        int[] passes = Passes(stamps);
        int openDays = Enumerable.Range(0, DaysOfWeek).Where(day => isOpen[day]).Sum(day => passes[day]);
        int fewest = Enumerable.Range(0, DaysOfWeek).Where(day => !isOpen[day]).Min(day => passes[day]);
        return IsClosed(stamps.Length, openDays, fewest)
            ? OpenTimes.Of([.. Enumerable.Range(0, DaysOfWeek).Where(day => isOpen[day]).Select(day => day * TimeSpan.TicksPerDay)], TimeSpan.TicksPerDay)
            : null;
    }

    /// <summary>The times of a week at which there are values.</summary>
    /// <param name="stamps">Stamps, ascending.</param>
    /// <param name="step">Their commonest distance.</param>
    /// <returns><see langword="null"/> when every time has some, when the stamps are no multiples of the step apart, or when the history is too short to tell.</returns>
    public static OpenTimes? Hours(Timestamp[] stamps, long step)
    {
        long phase = stamps[0].Ticks % step;
        if (step < TimeSpan.TicksPerSecond || step >= TimeSpan.TicksPerDay || TimeSpan.TicksPerDay % step != 0 || phase % TimeSpan.TicksPerSecond != 0
            || Array.Exists(stamps, stamp => stamp.Ticks % step != phase))
        {
            return null;
        }

        bool[][] seen = Seen(stamps, step);
        int[] passes = Passes(stamps);
        bool[][] open = Alike(seen, passes);
        (double count, int fewest) = Evidence(open, passes);
        return fewest < int.MaxValue && IsClosed(stamps.Length, count, fewest)
            ? OpenTimes.Of(
                [.. Enumerable.Range(0, DaysOfWeek).SelectMany(day => Enumerable.Range(0, open[day].Length)
                    .Where(slot => open[day][slot]).Select(slot => (day * TimeSpan.TicksPerDay) + (slot * step) + phase))],
                step)
            : null;
    }

    /// <summary>For each day of the week the times that were seen.</summary>
    private static bool[][] Seen(Timestamp[] stamps, long step)
    {
        bool[][] seen = [.. Enumerable.Range(0, DaysOfWeek).Select(_ => new bool[TimeSpan.TicksPerDay / step])];
        foreach (Timestamp stamp in stamps)
        {
            seen[DayOf(stamp.Ticks)][stamp.Ticks % TimeSpan.TicksPerDay / step] = true;
        }

        return seen;
    }

    /// <summary>The open times of each day: days that were seen at nearly the same times have the same; a day that passed too rarely has those of all others.</summary>
    private static bool[][] Alike(bool[][] seen, int[] passes)
    {
        bool[][] open = [.. seen.Select(day => (bool[])day.Clone())];
        bool isWeek = IsWorkingWeek(seen, passes);
        for (int one = 0; one < DaysOfWeek; one++)
        {
            bool isUnknown = passes[one] < LeastPasses && !(isWeek && one >= Saturday);
            foreach (bool[] other in seen.Where(other => isUnknown || IsLike(seen[one], other)))
            {
                Add(open[one], other);
            }
        }

        return open;
    }

    /// <summary>Whether there are values from Monday to Friday only: of such a week one weekend is enough, as it is for working days.</summary>
    private static bool IsWorkingWeek(bool[][] seen, int[] passes) =>
        Enumerable.Range(0, DaysOfWeek).All(day => seen[day].Contains(true) == day < Saturday) && passes[Saturday] > 0 && passes[Saturday + 1] > 0;

    /// <summary>How many open times passed, and how often the closed one passed that passed least often.</summary>
    private static (double Open, int FewestClosed) Evidence(bool[][] open, int[] passes)
    {
        double count = 0;
        int fewest = int.MaxValue;
        bool isWeek = IsWorkingWeek(open, passes);
        for (int slot = 0; slot < open[0].Length; slot++)
        {
            // Nights that all days have are counted by days, what one day of the week alone has by weeks.
            bool isNight = !Array.Exists(open, day => day[slot]);
            for (int day = 0; day < DaysOfWeek; day++)
            {
                count += open[day][slot] ? passes[day] : 0;
                int passed = isNight ? passes.Sum() - 1 : isWeek && day >= Saturday ? LeastPasses * passes[day] : passes[day];
                fewest = open[day][slot] ? fewest : Math.Min(fewest, passed);
            }
        }

        return (count, fewest);
    }

    /// <summary>How often each day of the week passed from the first stamp to the last.</summary>
    private static int[] Passes(Timestamp[] stamps)
    {
        long first = stamps[0].Ticks / TimeSpan.TicksPerDay;
        long last = stamps[^1].Ticks / TimeSpan.TicksPerDay;
        return [.. Enumerable.Range(0, DaysOfWeek).Select(day => (int)(Count(last, day) - Count(first - 1, day)))];

        static long Count(long until, int day) => (long)Math.Floor((until - day) / (double)DaysOfWeek) + 1;
    }

    private static bool IsClosed(int values, double openTimes, int passes) =>
        passes >= LeastPasses && Math.Pow(Math.Max(LeastMissing, 1 - (values / openTimes)), passes) <= LargestChance;

    private static bool IsLike(bool[] one, bool[] other)
    {
        int both = one.Zip(other).Count(slot => slot.First && slot.Second);
        int either = one.Zip(other).Count(slot => slot.First || slot.Second);
        return both >= Likeness * either && either > 0;
    }

    private static void Add(bool[] open, bool[] seen)
    {
        for (int slot = 0; slot < open.Length; slot++)
        {
            open[slot] |= seen[slot];
        }
    }

    private static int DayOf(long ticks) => (int)(ticks / TimeSpan.TicksPerDay % DaysOfWeek);
}
