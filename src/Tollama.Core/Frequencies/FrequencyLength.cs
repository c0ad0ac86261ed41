namespace Tollama.Core.Frequencies;

/// <summary>Lengths of units, and the reduction of clock units to the largest that fits.</summary>
internal static class FrequencyLength
{
    private const long DayTicks = TimeSpan.TicksPerDay;
    private const long YearTicks = (long)(365.2425 * DayTicks);

    /// <summary>The nanoseconds of a clock unit; 0 for the others.</summary>
    public static long Nanoseconds(FrequencyUnit unit) => unit switch
    {
        FrequencyUnit.Nanosecond => 1,
        FrequencyUnit.Microsecond => 1_000,
        FrequencyUnit.Millisecond => 1_000_000,
        FrequencyUnit.Second => 1_000_000_000,
        FrequencyUnit.Minute => 60_000_000_000,
        FrequencyUnit.Hour => 3_600_000_000_000,
        _ => 0,
    };

    public static (FrequencyUnit Unit, int Multiple) Reduce(FrequencyUnit unit, int multiple)
    {
        long length = Nanoseconds(unit);
        return length == 0 || length > long.MaxValue / multiple ? (unit, multiple) : FromNanoseconds(length * multiple) ?? (unit, multiple);
    }

    /// <summary>The largest unit that divides a duration; <see langword="null"/> when the multiple would not fit.</summary>
    public static (FrequencyUnit Unit, int Multiple)? FromNanoseconds(long nanoseconds)
    {
        FrequencyUnit unit = FrequencyUnit.Hour;
        while (nanoseconds % Nanoseconds(unit) != 0)
        {
            unit--;
        }

        long multiple = nanoseconds / Nanoseconds(unit);
        return multiple is > 0 and <= int.MaxValue ? (unit, (int)multiple) : null;
    }

    public static long Ticks(Frequency frequency)
    {
        long length = Nanoseconds(frequency.Unit);
        Int128 ticks = length > 0 ? Int128.Max(1, (Int128)length * frequency.Multiple / 100) : (Int128)UnitTicks(frequency.Unit) * frequency.Multiple;
        return (long)Int128.Min(ticks, long.MaxValue);
    }

    /// <summary>The ticks between two steps (of positions: the positions), where no calendar changes them; else <see langword="null"/>.</summary>
    public static long? FixedTicks(Frequency frequency)
    {
        if (frequency.Open is not null)
        {
            return null;
        }

        Int128 hundredths = frequency.Unit switch
        {
            FrequencyUnit.Index => 100,
            FrequencyUnit.Day => DayTicks * 100,
            FrequencyUnit unit => Nanoseconds(unit),
        };
        (Int128 ticks, Int128 rest) = Int128.DivRem(hundredths * frequency.Multiple, 100);
        return ticks > 0 && rest == 0 && ticks <= long.MaxValue ? (long)ticks : null;
    }

    private static long UnitTicks(FrequencyUnit unit) => unit switch
    {
        FrequencyUnit.BusinessHour => YearTicks / (261 * 8),
        FrequencyUnit.Day => DayTicks,
        FrequencyUnit.BusinessDay => DayTicks * 7 / 5,
        FrequencyUnit.Week => DayTicks * 7,
        FrequencyUnit.SemiMonth => YearTicks / 24,
        FrequencyUnit.Month => YearTicks / 12,
        FrequencyUnit.Quarter => YearTicks / 4,
        FrequencyUnit.Year => YearTicks,
        _ => 0,
    };
}
