using System.Globalization;
using System.Text;

namespace Tollama.Core.Frequencies;

/// <summary>Reads time stamps without allocating, except for the name of a zone.</summary>
internal static class TimestampReader
{
    /// <summary>Longer texts are no time stamps.</summary>
    public const int MaxLength = 96;

    private const int MaxOffsetMinutes = 18 * 60;

    public static bool TryRead(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        return text.Length >= 10 && text[4] == '-' && text[7] == '-'
            ? TryReadDate(text, out timestamp)
            : TryReadShort(text, out timestamp);
    }

    private static bool TryReadDate(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        int year = (Two(text) * 100) + Two(text[2..]);
        if (!TryDays(year, Two(text[5..]), Two(text[8..]), out long ticks))
        {
            return false;
        }

        TimestampForm form = TimestampForm.DateOnly;
        if (text.Length == 10)
        {
            timestamp = new Timestamp(ticks, form, 0, null);
            return true;
        }

        ReadOnlySpan<byte> rest = text[10..];
        byte separator = rest[0];
        byte precision = TimestampForm.NoTime;
        if (separator is (byte)'T' or (byte)' ' or (byte)'t')
        {
            rest = rest[1..];
            if (!TryTime(ref rest, out long time, out precision))
            {
                return false;
            }

            // 24:00 is the midnight at the end of the day.
            ticks += time;
            if (time > TimeSpan.TicksPerDay || ticks > DateTime.MaxValue.Ticks)
            {
                return false;
            }
        }
        else if (separator != (byte)'[')
        {
            return false;
        }

        return TryZone(rest, out TimestampZoneForm zoneForm, out short offset, out string? zone)
            && Make(ticks, new TimestampForm(TimestampDateForm.Date, separator, precision, zoneForm, 0), offset, zone, out timestamp);
    }

    private static bool Make(long ticks, TimestampForm form, short offset, string? zone, out Timestamp timestamp)
    {
        timestamp = new Timestamp(ticks, form.HasTime ? form : form with { Separator = (byte)'T' }, offset, zone);
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> text, out long ticks, out byte precision)
    {
        precision = TimestampForm.Hours;
        ticks = 0;
        int hour = text.Length >= 2 ? Two(text) : -1;
        if ((uint)hour > 24)
        {
            return false;
        }

        ticks = hour * TimeSpan.TicksPerHour;
        text = text[2..];
        if (!TrySexagesimal(ref text, out int minute))
        {
            return minute == 0;
        }

        ticks += minute * TimeSpan.TicksPerMinute;
        precision = TimestampForm.Minutes;
        if (!TrySexagesimal(ref text, out int second))
        {
            return second == 0;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        precision = TimestampForm.Seconds;
        return text.IsEmpty || text[0] != (byte)'.' || TryFraction(ref text, ref ticks, ref precision);
    }

    /// <summary>Reads <c>:MM</c>. No colon: false and 0; something wrong after it: false and -1.</summary>
    private static bool TrySexagesimal(ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.IsEmpty || text[0] != (byte)':')
        {
            return false;
        }

        value = text.Length >= 3 ? Two(text[1..]) : -1;
        if ((uint)value > 59)
        {
            value = -1;
            return false;
        }

        text = text[3..];
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks, ref byte precision)
    {
        int digits = 0;
        long fraction = 0;
        while (digits + 1 < text.Length && (uint)(text[digits + 1] - '0') <= 9)
        {
            fraction = digits < 7 ? (fraction * 10) + text[digits + 1] - '0' : fraction;
            digits++;
        }

        for (int place = digits; place < 7; place++)
        {
            fraction *= 10;
        }

        ticks += fraction;
        precision = (byte)(TimestampForm.Seconds + digits);
        text = text[Math.Min(digits + 1, text.Length)..];
        return digits is > 0 and <= 12;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out TimestampZoneForm form, out short offset, out string? zone)
    {
        form = TimestampZoneForm.None;
        offset = 0;
        zone = null;
        if (!text.IsEmpty && text[0] is (byte)'Z' or (byte)'z')
        {
            form = text[0] == (byte)'Z' ? TimestampZoneForm.Zulu : TimestampZoneForm.SmallZulu;
            text = text[1..];
        }
        else if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-' && !TryOffset(ref text, out form, out offset))
        {
            return false;
        }

        if (text is [(byte)'[', .. ReadOnlySpan<byte> name, (byte)']'] && name.Length > 0 && name.IndexOfAnyExceptInRange((byte)'!', (byte)'z') < 0)
        {
            zone = Encoding.ASCII.GetString(name);
            return true;
        }

        return text.IsEmpty;
    }

    private static bool TryOffset(ref ReadOnlySpan<byte> text, out TimestampZoneForm form, out short offset)
    {
        int sign = text[0] == (byte)'-' ? -1 : 1;
        int hours = text.Length >= 3 ? Two(text[1..]) : -1;
        int minutes = 0;
        int length = 3;
        form = TimestampZoneForm.HoursOnly;
        if (text.Length >= 6 && text[3] == (byte)':')
        {
            (form, minutes, length) = (TimestampZoneForm.Colon, Two(text[4..]), 6);
        }
        else if (text.Length >= 5 && text[3] != (byte)'[')
        {
            (form, minutes, length) = (TimestampZoneForm.Basic, Two(text[3..]), 5);
        }

        int total = (hours * 60) + minutes;
        offset = (short)(sign * total);
        bool valid = hours >= 0 && (uint)minutes <= 59 && total <= MaxOffsetMinutes;
        text = valid ? text[length..] : text;
        return valid;
    }

    private static bool TryReadShort(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            return TimestampDigits.TryRead(text, out timestamp);
        }

        if (text is [(byte)'-', .. ReadOnlySpan<byte> positive] && positive.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            bool read = positive.Length is > 0 and <= 18 && positive[0] != (byte)'0';
            timestamp = read ? Timestamp.FromIndex(-TimestampDigits.Number(positive)) : default;
            return read;
        }

        return TryPeriod(text, out timestamp) || TimestampDigits.TryReadFraction(text, out timestamp);
    }

    /// <summary>2024-01, 2024Q1, 2024-Q1, 2024-W05.</summary>
    private static bool TryPeriod(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text.Length is < 6 or > 8)
        {
            return false;
        }

        int year = (Two(text) * 100) + Two(text[2..]);
        ReadOnlySpan<byte> period = text[4..];
        TimestampDateForm form;
        long ticks;
        switch (period)
        {
            case [(byte)'Q', >= (byte)'1' and <= (byte)'4'] or [(byte)'-', (byte)'Q', >= (byte)'1' and <= (byte)'4']:
                form = period.Length == 2 ? TimestampDateForm.YearQuarter : TimestampDateForm.YearDashQuarter;
                return TryDays(year, ((period[^1] - '1') * 3) + 1, 1, out ticks)
                    && Make(ticks, TimestampForm.DateOnly with { Date = form }, 0, null, out timestamp);
            case [(byte)'-', _, _]:
                form = TimestampDateForm.YearMonth;
                return TryDays(year, Two(period[1..]), 1, out ticks) && Make(ticks, TimestampForm.DateOnly with { Date = form }, 0, null, out timestamp);
            case [(byte)'-', (byte)'W', _, _]:
                int week = Two(period[2..]);
                return year is > 0 and < 9999 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
                    && Make(
                        ISOWeek.ToDateTime(year, week, DayOfWeek.Monday).Ticks,
                        TimestampForm.DateOnly with { Date = TimestampDateForm.YearWeek }, 0, null, out timestamp);
            default:
                return false;
        }
    }

    public static bool TryDays(int year, int month, int day, out long ticks)
    {
        bool valid = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
        ticks = valid ? new DateTime(year, month, day).Ticks : 0;
        return valid;
    }

    /// <summary>Two digits; far below zero when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text)
    {
        uint tens = (uint)(text[0] - '0');
        uint ones = (uint)(text[1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -100_000;
    }
}
