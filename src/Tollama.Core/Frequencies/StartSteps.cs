namespace Tollama.Core.Frequencies;

/// <summary>The steps of a frequency along the anchor of a first time stamp.</summary>
internal static class StartSteps
{
    private const int DaysOfWeek = 7;

    /// <summary>The steps, the first one with the number 0; <see langword="null"/> for frequencies that have no anchor but their own.</summary>
    /// <param name="start">The first time stamp, or another day of its period; no position.</param>
    /// <param name="frequency">The time between two.</param>
    /// <exception cref="ArgumentOutOfRangeException">The first step lies outside the years 1 to 9999.</exception>
    public static StepSequence? Of(Timestamp start, Frequency frequency) => frequency.Weeks is not null ? null : frequency.Unit switch
    {
        FrequencyUnit.Week => new FixedSequence(start.Ticks, (long)frequency.Multiple * DaysOfWeek * TimeSpan.TicksPerDay),
        FrequencyUnit.SemiMonth when frequency.Anchor == PeriodAnchor.End || start.Local.Day is 1 or 15 or 16 => HalfMonths(start.Local, frequency),
        FrequencyUnit.Month => Months(start, frequency, period: 1),
        FrequencyUnit.Quarter => Months(start, frequency, period: 3),
        FrequencyUnit.Year => Months(start, frequency, period: 12),
        _ => null,
    };

    /// <summary>Whether a first time stamp is the last day of a month that is too short to say that last days are meant, and the frequency does not say so.</summary>
    public static bool IsLastDay(Timestamp start, Frequency frequency) =>
        frequency is { Unit: >= FrequencyUnit.Month, Day: null, Weeks: null, Anchor: PeriodAnchor.Start or PeriodAnchor.BusinessStart }
        && start.Local.Day < 31 && MonthDay.End.Matches(start.Local);

    private static MonthSequence Months(Timestamp start, Frequency frequency, int period)
    {
        DateTime first = start.Local;
        MonthDay rule = frequency.Day ?? Rule(start, frequency.Anchor ?? PeriodAnchor.Start);
        long month = rule.MonthOf(first);
        if (NamesPeriodsByEnd(start, frequency) && !rule.Matches(first))
        {
            // The months from that of the date to the one with which its period ends.
            int last = ((frequency.Month ?? 1) - 1) % period;
            month += (((last - month) % period) + period) % period;
        }

        return new MonthSequence(month, checked(frequency.Multiple * period), rule, first.TimeOfDay.Ticks);
    }

    private static bool NamesPeriodsByEnd(Timestamp start, Frequency frequency) =>
        frequency.Day is not null || (frequency.Anchor is PeriodAnchor.End or PeriodAnchor.BusinessEnd && !start.NamesPeriod);

    private static MonthDay Rule(Timestamp start, PeriodAnchor anchor)
    {
        DateTime first = start.Local;
        MonthDay named = MonthDay.Of(anchor);
        return start.NamesPeriod ? MonthDay.On(first.Day)
            : named.Matches(first) ? named
            : anchor switch
            {
                PeriodAnchor.BusinessEnd when MonthDay.End.Matches(first) => MonthDay.End,
                PeriodAnchor.BusinessStart when named.In(first.Year, first.Month) > first => named,
                PeriodAnchor.Start or PeriodAnchor.BusinessStart => MonthDay.On(first.Day),
                _ => named,
            };
    }

    private static SemiMonthSequence HalfMonths(DateTime first, Frequency frequency)
    {
        PeriodAnchor anchor = frequency.Anchor ?? PeriodAnchor.Start;
        bool second = anchor == PeriodAnchor.Start ? first.Day >= 15 : first.Day > 15;
        return new SemiMonthSequence((MonthSequence.MonthNumber(first) * 2) + (second ? 1 : 0), frequency.Multiple, anchor, first.TimeOfDay.Ticks)
        {
            Middle = first.Day == 16 ? 16 : 15,
        };
    }
}
