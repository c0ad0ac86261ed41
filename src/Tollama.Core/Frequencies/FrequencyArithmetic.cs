namespace Tollama.Core.Frequencies;

/// <summary>Steps from any date along a frequency's own anchors.</summary>
internal static class FrequencyArithmetic
{
    public static DateTime Add(Frequency frequency, DateTime local, long steps)
    {
        long nanoseconds = FrequencyLength.Nanoseconds(frequency.Unit);
        if (frequency.Open is { } open)
        {
            return new DateTime(Open(frequency, open, local).Step(local.Ticks, steps), local.Kind);
        }

        if (nanoseconds > 0)
        {
            Int128 ticks = (Int128)nanoseconds * frequency.Multiple * steps / 100;
            return local.AddTicks(ticks >= long.MinValue && ticks <= long.MaxValue
                ? (long)ticks
                : throw new ArgumentOutOfRangeException(nameof(steps), steps, "The result lies outside the years 1 to 9999."));
        }

        StepSequence units = Units(frequency, local)
            ?? throw new InvalidOperationException($"The frequency {frequency.Name} counts positions and has no dates.");
        return new DateTime(units.Step(local.Ticks, checked(steps * frequency.Multiple)), local.Kind);
    }

    public static bool IsOnAnchor(Frequency frequency, DateTime local) =>
        Units(frequency, local) is not { } units || units.At(units.Floor(local.Ticks)) == local.Ticks;

    /// <summary>The anchors of the frequency's unit (multiple 1) at a time of day; <see langword="null"/> for clock units and positions.</summary>
    private static StepSequence? Units(Frequency frequency, DateTime local)
    {
        if (frequency.Open is { } open)
        {
            return Open(frequency, open, local);
        }

        long time = local.TimeOfDay.Ticks;
        PeriodAnchor anchor = frequency.Anchor ?? PeriodAnchor.Start;
        if (frequency.Weeks is { } weeks)
        {
            return new WeekPatternSequence(weeks, local, 3);
        }

        MonthDay day = frequency.Day ?? MonthDay.Of(anchor);
        return frequency.Unit switch
        {
            FrequencyUnit.BusinessHour => new BusinessHourSequence(local, 1),
            FrequencyUnit.Day => new FixedSequence(local.Ticks, TimeSpan.TicksPerDay),
            FrequencyUnit.BusinessDay => new BusinessDaySequence(local, 1),
            FrequencyUnit.Week => new FixedSequence(Weekday(frequency.Weekday!.Value) + time, 7 * TimeSpan.TicksPerDay),
            FrequencyUnit.SemiMonth => new SemiMonthSequence(0, 1, anchor, time),
            FrequencyUnit.Month => new MonthSequence(0, 1, day, time),
            FrequencyUnit.Quarter => new MonthSequence((frequency.Month!.Value - 1) % 3, 3, day, time),
            FrequencyUnit.Year => new MonthSequence(frequency.Month!.Value - 1, 12, day, time),
            _ => null,
        };
    }

    private static WeekSequence Open(Frequency frequency, OpenTimes open, DateTime local) => new(local, open, frequency.Unit == FrequencyUnit.Day);

    /// <summary>The first such weekday; 1 January of the year 1 was a Monday.</summary>
    private static long Weekday(DayOfWeek weekday) => ((int)weekday + 6) % 7 * TimeSpan.TicksPerDay;
}
