using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Builds the steps of a frequency along the anchor that the data have, whatever anchor its name claims.</summary>
internal static class AnchoredSteps
{
    private const int DefaultOpen = 9;
    private const int DefaultClose = 17;

    /// <param name="frequency">The steps' length.</param>
    /// <param name="history">The data's time stamps; they tell the day of the month and the session hours.</param>
    /// <param name="origin">The place of the point with the number 0.</param>
    public static StepSequence For(Frequency frequency, ReadOnlySpan<Timestamp> history, long origin)
    {
        if (history[0].IsIndex)
        {
            return new FixedSequence(origin, frequency.Multiple);
        }

        DateTime start = new(origin);
        if (frequency.Open is { } open)
        {
            return new WeekSequence(start, open, frequency.Unit == FrequencyUnit.Day);
        }

        if (frequency.Weeks is { } weeks)
        {
            return WeekPatternFit.Through(history.ToArray(), weeks);
        }

        return frequency.Unit switch
        {
            FrequencyUnit.BusinessHour => Session(history, start, frequency.Multiple),
            FrequencyUnit.BusinessDay => new BusinessDaySequence(start, frequency.Multiple),
            FrequencyUnit.SemiMonth => HalfMonths(history, start, frequency),
            FrequencyUnit.Month => Months(history, start, frequency, frequency.Multiple),
            FrequencyUnit.Quarter => Months(history, start, frequency, checked(frequency.Multiple * 3)),
            FrequencyUnit.Year => Months(history, start, frequency, checked(frequency.Multiple * 12)),
            _ => new FixedSequence(origin, frequency.ApproximateTicks),
        };
    }

    private static MonthSequence Months(ReadOnlySpan<Timestamp> history, DateTime start, Frequency frequency, int months)
    {
        MonthDay rule = frequency.Day ?? MonthDayFit.Of(history, frequency.Anchor, out _);
        return new MonthSequence(rule.MonthOf(start), months, rule, start.TimeOfDay.Ticks);
    }

    private static SemiMonthSequence HalfMonths(ReadOnlySpan<Timestamp> history, DateTime start, Frequency frequency)
    {
        int starts = 0;
        int ends = 0;
        bool isOn16 = true;
        foreach (ref readonly Timestamp stamp in history)
        {
            isOn16 &= stamp.Local.Day is 1 or 16;
            starts += stamp.Local.Day == 1 ? 1 : 0;
            ends += MonthDay.End.Matches(stamp.Local) ? 1 : 0;
        }

        PeriodAnchor anchor = starts == ends ? frequency.Anchor ?? PeriodAnchor.Start : starts > ends ? PeriodAnchor.Start : PeriodAnchor.End;
        bool second = anchor == PeriodAnchor.Start ? start.Day >= 15 : MonthDay.End.Matches(start);
        return new SemiMonthSequence((MonthSequence.MonthNumber(start) * 2) + (second ? 1 : 0), frequency.Multiple, anchor, start.TimeOfDay.Ticks)
        {
            Middle = isOn16 ? 16 : 15,
        };
    }

    private static BusinessHourSequence Session(ReadOnlySpan<Timestamp> history, DateTime start, int multiple)
    {
        int open = 23;
        int last = 0;
        foreach (ref readonly Timestamp stamp in history)
        {
            open = Math.Min(open, stamp.Local.Hour);
            last = Math.Max(last, stamp.Local.Hour);
        }

        return open >= DefaultOpen && last < DefaultClose
            ? new BusinessHourSequence(start, multiple, DefaultOpen, DefaultClose - DefaultOpen)
            : new BusinessHourSequence(start, multiple, open, last - open + 1);
    }
}
