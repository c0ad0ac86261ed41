using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Finds the calendar of whole weeks, 4-4-5 and the like, that dates follow.</summary>
internal static class WeekPatternFit
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfYear = 12;

    /// <summary>Years near the end of the calendar have no next ones.</summary>
    private const int LastYear = 9990;

    /// <summary>Two quarters: fewer dates may be four or five weeks apart by chance.</summary>
    private const int EnoughDates = 7;

    /// <summary>The months in which such years usually begin, the commonest first.</summary>
    private static readonly int[] UsualMonths = [1, 2, 7, 10, 4];

    /// <summary>The pattern of dates that have one weekday and no gap; <see langword="null"/> for none.</summary>
    public static WeekPattern? Of(Timestamp[] stamps) => Years(stamps).FirstOrDefault()?.Pattern;

    /// <summary>The steps of a pattern through a history.</summary>
    /// <param name="stamps">The history.</param>
    /// <param name="pattern">The pattern; without evidence the first date begins a quarter.</param>
    public static StepSequence Through(Timestamp[] stamps, WeekPattern pattern) =>
        Years(stamps).FirstOrDefault(year => year.Pattern == pattern)?.Steps ?? new WeekPatternSequence(pattern, stamps[0].Local, DaysOfWeek / 2);

    /// <summary>Years that explain all dates, those that begin where such years usually do first.</summary>
    private static IEnumerable<Year> Years(Timestamp[] stamps)
    {
        long[] days = [.. stamps.Select(stamp => stamp.Ticks / TimeSpan.TicksPerDay)];
        bool isWeekly = stamps.Length >= EnoughDates && stamps[0].Local.Year > 1 && stamps[^1].Local.Year < LastYear
            && !days.Skip(1).Where((day, index) => day - days[index] is not (28 or 35 or 42)).Any();
        if (!isWeekly)
        {
            return [];
        }

        // Histories mostly begin with a year: with its first day, or with the Friday or Saturday that ends its first month.
        int likely = stamps[0].Local.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday ? MonthsOfYear - 1 : 0;
        return from first in Enumerable.Range(0, Math.Min(MonthsOfYear, stamps.Length))
               from pattern in WeekPattern.All
               from later in Enumerable.Range(0, DaysOfWeek)
               let steps = new WeekPatternSequence(pattern, stamps[first].Local, later)
               where Array.TrueForAll(stamps, stamp => steps.At(steps.Floor(stamp.Ticks)) == stamp.Ticks)
                   && steps.Floor(stamps[^1].Ticks) - steps.Floor(stamps[0].Ticks) == stamps.Length - 1
               let year = new Year(pattern, steps, stamps[first].Local.AddDays(later))
               orderby first == likely ? 0 : 1, year.Rank
               select year;
    }

    private sealed record Year(WeekPattern Pattern, WeekPatternSequence Steps, DateTime Latest)
    {
        /// <summary>Years begin nearest to the first of a usual month: three days after it at the latest.</summary>
        public int Rank
        {
            get
            {
                DateTime nearest = Latest.AddDays(-DaysOfWeek / 2).Date;
                int month = Array.FindIndex(UsualMonths, month => Math.Abs((new DateTime(nearest.Year, month, 1) - nearest).TotalDays) <= DaysOfWeek);
                int days = month < 0 ? 0 : (int)Math.Abs((new DateTime(nearest.Year, UsualMonths[month], 1) - nearest).TotalDays);
                return month < 0 ? int.MaxValue : (month * DaysOfWeek * 2) + days;
            }
        }
    }
}
