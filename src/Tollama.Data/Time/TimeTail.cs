using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Turns a date and the text after it into a time stamp in ISO form.</summary>
internal static class TimeTail
{
    /// <param name="date">The date.</param>
    /// <param name="tail">
    /// Nothing, or a time of day as people write it: <c>9:30</c>, <c>T09:30:00Z</c>, <c>9:30 PM</c>, <c>T1530</c>, <c>9h30</c>, <c>9.30 Uhr</c>, <c>9:30 CET</c>.
    /// </param>
    /// <param name="zones">What the names of zones mean in the column.</param>
    /// <param name="stamp">The stamp.</param>
    public static bool TryJoin(DateTime date, string tail, ZoneNames zones, out Timestamp stamp)
    {
        string day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (tail.Length == 0)
        {
            return Timestamp.TryParse(day, out stamp);
        }

        stamp = default;
        ReadOnlySpan<char> text = tail.AsSpan().TrimStart("Tt ");
        text = text is [.., ')'] && text.LastIndexOf('(') is > 0 and int open ? text[..open].TrimEnd() : text;
        text = text.EndsWith("Uhr", StringComparison.OrdinalIgnoreCase) ? text[..^3].TrimEnd() : text;
        ReadOnlySpan<char> zone = CutZone(ref text, zones);
        int half = CutHalf(ref text);
        if (!TryClock(text, out int hour, out ReadOnlySpan<char> rest) || (half >= 0 && hour is < 1 or > 12))
        {
            return false;
        }

        hour = half < 0 ? hour : (hour % 12) + (half * 12);
        return Timestamp.TryParse($"{day}T{hour:00}{(rest.IsEmpty ? ":00" : rest)}{zone}", out stamp);
    }

    /// <summary>Cuts the name of a zone or an offset off the end and returns it as ISO writes it.</summary>
    private static ReadOnlySpan<char> CutZone(ref ReadOnlySpan<char> text, ZoneNames zones)
    {
        if (zones.Cut(ref text, out ReadOnlySpan<char> offset))
        {
            return offset;
        }

        int sign = text.LastIndexOfAny('+', '-');
        if (sign <= 0)
        {
            return default;
        }

        ReadOnlySpan<char> zone = text[(sign + 1)..];
        string mark = text[sign].ToString();
        text = text[..sign].TrimEnd();

        // GMT+0100, UTC+1.
        text = text.EndsWith("GMT", StringComparison.OrdinalIgnoreCase) || text.EndsWith("UTC", StringComparison.OrdinalIgnoreCase) ? text[..^3].TrimEnd() : text;
        return zone is [_] or [_, ':', ..] ? $"{mark}0{zone}" : $"{mark}{zone}";
    }

    /// <summary>Cuts AM or PM off the end: 0, 1, or -1 for neither.</summary>
    private static int CutHalf(ref ReadOnlySpan<char> text)
    {
        int half = text.EndsWith("AM", StringComparison.OrdinalIgnoreCase) || text.EndsWith("a.m.", StringComparison.OrdinalIgnoreCase) ? 0
            : text.EndsWith("PM", StringComparison.OrdinalIgnoreCase) || text.EndsWith("p.m.", StringComparison.OrdinalIgnoreCase) ? 1
            : -1;
        text = half < 0 ? text : text.TrimEnd("AaPpMm. ");
        return half;
    }

    /// <summary>Reads the hour of 9:30, 09:30:15.5, 9, 0930, 9h30 or 9.30; the rest is <c>:30</c>, <c>:30:15.5</c>, nothing or <c>:30</c>.</summary>
    private static bool TryClock(ReadOnlySpan<char> text, out int hour, out ReadOnlySpan<char> rest)
    {
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        rest = text[digits..];
        if (digits is 4 or 6 && rest.IsEmpty)
        {
            rest = digits == 4 ? $":{text[2..4]}" : $":{text[2..4]}:{text[4..6]}";
            digits = 2;
        }
        else
        {
            rest = Minutes(rest);
        }

        return int.TryParse(text[..Math.Min(digits, 2)], NumberStyles.None, CultureInfo.InvariantCulture, out hour)
            && digits <= 2 && hour <= 24;
    }

    /// <summary>What follows the hour with colons: h30, .30, .30.15 and :30:15,5 are other ways to write it.</summary>
    private static ReadOnlySpan<char> Minutes(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ') is ['h' or 'H', .. ReadOnlySpan<char> minutes] ? (minutes.Trim().IsEmpty ? default : $":{minutes.Trim()}") : rest;
        if (rest is ['.', _, _] or ['.', _, _, '.', _, _])
        {
            return rest.ToString().Replace('.', ':');
        }

        return rest.IndexOf(',') > 0 ? rest.ToString().Replace(',', '.') : rest;
    }
}
