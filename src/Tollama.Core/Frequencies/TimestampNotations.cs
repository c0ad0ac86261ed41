namespace Tollama.Core.Frequencies;

/// <summary>Reads time stamps whose notation is known.</summary>
internal static class TimestampNotations
{
    /// <summary>Two digits below this are years of this century, others of the last, as POSIX has it.</summary>
    private const int Pivot = 69;

    public static bool TryRead(ReadOnlySpan<byte> text, TimestampNotation notation, out Timestamp timestamp)
    {
        timestamp = default;
        return notation switch
        {
            TimestampNotation.FiscalYear => TryFiscalYear(text, out timestamp),
            TimestampNotation.CompactHour => TryCompact(text, 10, TimestampDateForm.CompactHour, out timestamp),
            TimestampNotation.CompactMinute => TryCompact(text, 12, TimestampDateForm.CompactMinute, out timestamp),
            TimestampNotation.CompactSecond => TryCompact(text, 14, TimestampDateForm.CompactSecond, out timestamp),
            _ => TryUnixTime(text, (TimestampDateForm)((int)TimestampDateForm.UnixSeconds + (int)notation), out timestamp),
        };
    }

    private static bool TryCompact(ReadOnlySpan<byte> text, int length, TimestampDateForm form, out Timestamp timestamp)
    {
        timestamp = default;
        return text.Length == length && AreDigits(text) && TimestampDigits.TryCompact(TimestampDigits.Number(text), form, out timestamp);
    }

    private static bool TryUnixTime(ReadOnlySpan<byte> text, TimestampDateForm form, out Timestamp timestamp)
    {
        timestamp = default;
        bool negative = text is [(byte)'-', ..];
        text = negative ? text[1..] : text;
        int point = text.IndexOfAny((byte)'.', (byte)',');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : text[(point + 1)..];
        long sign = negative ? -1 : 1;
        return whole.Length is > 0 and <= 19 && AreDigits(whole) && AreDigits(fraction)
            && TimestampDigits.TryUnixTime(sign * TimestampDigits.Number(whole), fraction, form, out timestamp);
    }

    private static bool TryFiscalYear(ReadOnlySpan<byte> text, out Timestamp timestamp)
    {
        timestamp = default;
        FiscalYearStyle style = FiscalYearStyle.None;
        if (text is [(byte)'F' or (byte)'f', (byte)'Y' or (byte)'y', ..])
        {
            style = text is [_, _, (byte)' ', ..] ? FiscalYearStyle.Prefix | FiscalYearStyle.Blank : FiscalYearStyle.Prefix;
            text = text[(text is [_, _, (byte)' ', ..] ? 3 : 2)..];
        }

        int mark = text.IndexOfAny((byte)'/', (byte)'-');
        ReadOnlySpan<byte> first = mark < 0 ? text : text[..mark];
        if (first.Length is not (2 or 4) || !AreDigits(first) || (mark < 0 && style == FiscalYearStyle.None))
        {
            return false;
        }

        int year = (int)TimestampDigits.Number(first);
        year = first.Length == 4 ? year : year + (year < Pivot ? 2000 : 1900);
        style |= first.Length == 2 ? FiscalYearStyle.ShortFirst : FiscalYearStyle.None;
        if (mark >= 0)
        {
            ReadOnlySpan<byte> second = text[(mark + 1)..];
            int end = second.Length is 2 or 4 && AreDigits(second) ? (int)TimestampDigits.Number(second) : -1;
            style |= FiscalYearStyle.Second | (second.Length == 4 ? FiscalYearStyle.LongSecond : FiscalYearStyle.None);
            if (end != (second.Length == 4 ? year + 1 : (year + 1) % 100))
            {
                return false;
            }
        }

        byte separator = mark < 0 ? (byte)'T' : text[mark];
        TimestampForm form = TimestampForm.DateOnly with { Date = TimestampDateForm.FiscalYear, Separator = separator, Width = (byte)style };
        bool exists = year is >= 1 and < 9999;
        timestamp = exists ? new Timestamp(new DateTime(year, 1, 1).Ticks, form, 0, null) : default;
        return exists;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
