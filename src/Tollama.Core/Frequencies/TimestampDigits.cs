namespace Tollama.Core.Frequencies;

/// <summary>Reads time stamps that are digits alone: a year, a compact date, Unix time or a position.</summary>
internal static class TimestampDigits
{
    private const int FirstBareYear = 1500;
    private const int LastBareYear = 2200;

    /// <summary>Whole numbers of more digits are no positions.</summary>
    private const int LongestPosition = 18;

    /// <summary>Unix time with digits of a second (or of a millisecond) has so many digits before the point.</summary>
    private const int SecondsLength = 10;
    private const int MillisecondsLength = 13;

    public static bool TryRead(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        long number = text.Length is 0 or > LongestPosition + 1 ? long.MaxValue : Number(text);
        if (number == long.MaxValue)
        {
            return false;
        }

        TimestampDateForm form = FormOf(text.Length, number);
        if ((form is TimestampDateForm.Compact or TimestampDateForm.CompactMinute or TimestampDateForm.CompactSecond) && TryCompact(number, form, out timestamp))
        {
            return true;
        }

        if (form >= TimestampDateForm.UnixSeconds && form <= TimestampDateForm.UnixNanoseconds && text[0] != (byte)'0')
        {
            return TryUnixTime(number, form, out timestamp);
        }

        if (form == TimestampDateForm.Year)
        {
            timestamp = new Timestamp(new DateTime((int)number, 1, 1).Ticks, TimestampForm.DateOnly with { Date = form }, 0, null);
            return true;
        }

        byte width = text[0] == (byte)'0' ? (byte)text.Length : (byte)0;
        timestamp = new Timestamp(number, TimestampForm.DateOnly with { Date = TimestampDateForm.Index, Width = width }, 0, null);
        return text.Length <= LongestPosition;
    }

    /// <summary>Unix time with digits after a point: 1704067200.5.</summary>
    public static bool TryReadFraction(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        int point = text.IndexOf((byte)'.');
        if (point is not (SecondsLength or MillisecondsLength) || text[0] is < (byte)'1' or > (byte)'9')
        {
            return false;
        }

        ReadOnlySpan<byte> fraction = text[(point + 1)..];
        if (fraction.Length is 0 or > 12
            || text[..point].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        return TryUnixTime(Number(text[..point]), fraction, point == SecondsLength ? TimestampDateForm.UnixSeconds : TimestampDateForm.UnixMilliseconds, out timestamp);
    }

    /// <summary>The time stamp of a compact date, with or without a time, whose year is one of the last, this or the next centuries.</summary>
    public static bool TryCompact(long number, TimestampDateForm form, out Timestamp timestamp)
    {
        timestamp = default;
        (long date, long time) = form switch
        {
            TimestampDateForm.CompactHour => (number / 100, number % 100 * 10_000),
            TimestampDateForm.CompactMinute => (number / 10_000, number % 10_000 * 100),
            TimestampDateForm.CompactSecond => (number / 1_000_000, number % 1_000_000),
            _ => (number, 0),
        };
        (long hour, long minute, long second) = (time / 10_000, time / 100 % 100, time % 100);
        long ticks = ((hour * 3600) + (minute * 60) + second) * TimeSpan.TicksPerSecond;
        if (date / 10_000 is < FirstBareYear or > LastBareYear || minute > 59 || second > 59 || ticks > TimeSpan.TicksPerDay
            || !TimestampReader.TryDays((int)(date / 10_000), (int)(date / 100 % 100), (int)(date % 100), out long day))
        {
            return false;
        }

        timestamp = new Timestamp(day + ticks, TimestampForm.DateOnly with { Date = form }, 0, null);
        return true;
    }

    /// <summary>The time stamp of a Unix time, which may be negative.</summary>
    public static bool TryUnixTime(long number, TimestampDateForm form, out Timestamp timestamp) => TryUnixTime(number, default, form, out timestamp);

    /// <param name="number">The whole number.</param>
    /// <param name="fraction">The digits after its point.</param>
    /// <param name="form">The unit.</param>
    /// <param name="timestamp">The time stamp.</param>
    public static bool TryUnixTime(long number, ReadOnlySpan<byte> fraction, TimestampDateForm form, out Timestamp timestamp)
    {
        long unit = form switch
        {
            TimestampDateForm.UnixSeconds => TimeSpan.TicksPerSecond,
            TimestampDateForm.UnixMilliseconds => TimeSpan.TicksPerMillisecond,
            TimestampDateForm.UnixMicroseconds => TimeSpan.TicksPerMicrosecond,
            _ => 1,
        };
        Int128 ticks = form == TimestampDateForm.UnixNanoseconds ? number / 100 : (Int128)number * unit;
        long part = unit;
        foreach (byte digit in fraction)
        {
            part /= 10;
            ticks += (number < 0 ? -1 : 1) * part * (digit - '0');
        }

        ticks += DateTime.UnixEpoch.Ticks;
        bool exists = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        byte precision = fraction.IsEmpty ? TimestampForm.NoTime : (byte)(TimestampForm.Seconds + Math.Min(fraction.Length, 7));
        timestamp = exists ? new Timestamp((long)ticks, TimestampForm.DateOnly with { Date = form, Precision = precision }, 0, null) : default;
        return exists;
    }

    public static long Number(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + digit - '0';
        }

        return (long)Math.Min(number, long.MaxValue);
    }

    private static TimestampDateForm FormOf(int length, long number) => length switch
    {
        4 when number is >= FirstBareYear and <= LastBareYear => TimestampDateForm.Year,
        8 => TimestampDateForm.Compact,
        10 => TimestampDateForm.UnixSeconds,
        12 => TimestampDateForm.CompactMinute,
        13 => TimestampDateForm.UnixMilliseconds,
        14 => TimestampDateForm.CompactSecond,
        16 => TimestampDateForm.UnixMicroseconds,
        19 => TimestampDateForm.UnixNanoseconds,
        _ => TimestampDateForm.Index,
    };
}
