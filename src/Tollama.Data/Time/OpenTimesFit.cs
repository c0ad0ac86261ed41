using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Learns from time stamps at which times of a week there never is a value: closed days and hours.</summary>
internal static class OpenTimesFit
{
    private const int DaysOfWeek = 7;
    private const int Saturday = 5;

    /// <summary>Stands for a time that is open where others have how often they passed.</summary>
    private const int Open = -1;

    /// <summary>A time that passed less often without a value may be a gap.</summary>
    private const int LeastPasses = 2;

    /// <summary>How probable it may be that a time is open and only by chance has no value.</summary>
    private const double LargestChance = 2e-3;

    /// <summary>The same of the times of a day, of which there are more.</summary>
    private const double LargestChanceOfHours = 1e-4;

    /// <summary>Days that share so many of their times have the same hours, and lack some by gaps.</summary>
    private const double Likeness = 0.8;

    /// <summary>The days of a week at which there are values.</summary>
    /// <param name="stamps">Stamps of one time of day, ascending.</param>
    /// <param name="surely">Whether chance must not explain the closed days; otherwise it is enough that each passed twice.</param>
    /// <returns><see langword="null"/> when every day has some, when it is only one day, or when the history is too short to tell.</returns>
    public static OpenTimes? Days(Timestamp[] stamps, bool surely = true)
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
        int[] closed = [.. Enumerable.Range(0, DaysOfWeek).Select(day => isOpen[day] ? Open : passes[day])];
        return (surely ? AreClosed(stamps.Length, openDays, closed, LargestChance) : closed.Max() >= LeastPasses && !Array.Exists(closed, day => day is >= 0 and < LeastPasses))
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
        int[] closed = Closed(open, passes, stamps[0].Ticks / step, stamps[^1].Ticks / step);
        double count = Enumerable.Range(0, DaysOfWeek).Sum(day => (double)passes[day] * open[day].Count(slot => slot));
        return closed.AsSpan().ContainsAnyExcept(Open) && AreClosed(stamps.Length, count, closed, LargestChanceOfHours)
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

    /// <summary>How often each time of the week that is closed has passed, and <see cref="Open"/> for the others.</summary>
    /// <param name="open">The open times of each day.</param>
    /// <param name="passes">How often each day has passed.</param>
    /// <param name="first">The first stamp, in steps since the calendar began: what lies before it on its day has not passed.</param>
    /// <param name="last">The last stamp.</param>
    private static int[] Closed(bool[][] open, int[] passes, long first, long last)
    {
        bool isWeek = IsWorkingWeek(open, passes);
        int slots = open[0].Length;
        int[] closed = new int[DaysOfWeek * slots];
        for (int slot = 0; slot < slots; slot++)
        {
            int Passed(int day) => passes[day]
                - (first / slots % DaysOfWeek == day && slot < first % slots ? 1 : 0) - (last / slots % DaysOfWeek == day && slot > last % slots ? 1 : 0);

            // Nights that all days have are counted by days, what one day of the week alone has by weeks.
            bool isNight = !Array.Exists(open, day => day[slot]);
            for (int day = 0; day < DaysOfWeek; day++)
            {
                closed[(day * slots) + slot] = open[day][slot] ? Open
                    : isWeek && day >= Saturday ? LeastPasses * passes[day]
                    : isNight ? Enumerable.Range(0, DaysOfWeek).Sum(Passed)
                    : Passed(day);
            }
        }

        return closed;
    }

    /// <summary>How often each day of the week passed from the first stamp to the last.</summary>
    private static int[] Passes(Timestamp[] stamps)
    {
        long first = stamps[0].Ticks / TimeSpan.TicksPerDay;
        long last = stamps[^1].Ticks / TimeSpan.TicksPerDay;
        return [.. Enumerable.Range(0, DaysOfWeek).Select(day => (int)(Count(last, day) - Count(first - 1, day)))];

        static long Count(long until, int day) => (long)Math.Floor((until - day) / (double)DaysOfWeek) + 1;
    }

    /// <summary>Whether all closed times are closed, and none has no value by chance: each night, weekend or break as a whole.</summary>
    private static bool AreClosed(int values, double openTimes, int[] closed, double largestChance)
    {
        double missing = (openTimes - values + 1) / (openTimes + 1);
        int start = Array.IndexOf(closed, Open);
        (int length, int fewest) = (0, int.MaxValue);
        for (int step = 1; step <= closed.Length; step++)
        {
            int passes = closed[(start + step) % closed.Length];
            if (passes != Open)
            {
                (length, fewest) = (length + 1, Math.Min(fewest, passes));
                continue;
            }

            if (length > 0 && (fewest < LeastPasses || closed.Length * Math.Pow(missing, (double)fewest * length) > largestChance))
            {
                return false;
            }

            (length, fewest) = (0, int.MaxValue);
        }

        return true;
    }

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
