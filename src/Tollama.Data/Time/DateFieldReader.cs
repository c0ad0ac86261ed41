using System.Globalization;

namespace Tollama.Data.Time;

/// <summary>Reads one part of a date: a number, the name of a month, Q1, KW 5, 1st quarter.</summary>
internal static class DateFieldReader
{
    private const int LongestNumber = 8;

    /// <summary>Cuts a part off the beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFirst">Whether no part stands before it: a number may then count quarters or weeks, 1Q19.</param>
    /// <param name="field">The part.</param>
    public static bool Read(ref ReadOnlySpan<char> text, bool isFirst, out CellField field)
    {
        int digits = Digits(text);
        if (digits is > 0 and <= LongestNumber)
        {
            int value = int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            if (digits <= 2 && isFirst && CountedUnit(text[digits..], value, digits, out ReadOnlySpan<char> behind) is var kind and not CellFieldKind.None)
            {
                field = new CellField(kind, value, 0);
                text = behind;
                return true;
            }

            field = new CellField(CellFieldKind.Number, value, digits);
            text = text[digits..];
            text = digits <= 2 ? text[DateWords.Ordinal(text)..] : text;
            return true;
        }

        int letters = DateWords.Letters(text);
        field = default;
        return digits == 0 && letters > 0 && (Numbered(ref text, letters, out field) || MonthName(ref text, letters, out field));
    }

    /// <summary>The largest number of a unit.</summary>
    private static int Limit(CellFieldKind kind) => kind switch
    {
        CellFieldKind.Quarter => 4,
        CellFieldKind.Half => 2,
        CellFieldKind.Month => 12,
        _ => 53,
    };

    /// <summary>1Q19, 1. Quartal 2019, 1er trimestre 2019, 52. KW 2023.</summary>
    private static CellFieldKind CountedUnit(ReadOnlySpan<char> text, int value, int digits, out ReadOnlySpan<char> behind)
    {
        behind = text;
        int ordinal = DateWords.Ordinal(text);
        int dot = text is ['.', ..] ? 1 : 0;
        ReadOnlySpan<char> rest = text[Math.Max(ordinal, dot)..].TrimStart(' ');
        int letters = DateWords.Letters(rest);
        CellFieldKind kind = letters == 0 ? CellFieldKind.None : DateWords.Unit(rest[..letters]);
        if (kind is CellFieldKind.None or CellFieldKind.Month || value < 1 || value > Limit(kind) || (kind != CellFieldKind.Week && digits > 1))
        {
            return CellFieldKind.None;
        }

        behind = rest[letters..];
        int year = Digits(behind.TrimStart(". -/'\u2019"));

        // 23KW01 is the first week of 2023, 1T10:00 no quarter.
        return year == 4 || (year == 2 && kind != CellFieldKind.Week && behind.TrimStart(". -/'\u2019").Length == 2) ? kind : CellFieldKind.None;
    }

    /// <summary>Q1, W05, M01, KW 5, Quartal 1.</summary>
    private static bool Numbered(ref ReadOnlySpan<char> text, int letters, out CellField field)
    {
        field = default;
        CellFieldKind kind = DateWords.Unit(text[..letters]);
        if (kind == CellFieldKind.None)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[letters..];
        rest = letters > 1 || kind == CellFieldKind.Quarter ? rest.TrimStart(". -") : rest;
        int digits = Digits(rest);
        int value = digits is 1 or 2 ? int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (value < 1 || value > Limit(kind) || (digits > 1 && kind is CellFieldKind.Quarter or CellFieldKind.Half))
        {
            return false;
        }

        field = new CellField(kind, value, 0);
        text = rest[digits..];
        return true;
    }

    private static bool MonthName(ref ReadOnlySpan<char> text, int letters, out CellField field)
    {
        int month = DateWords.Month(text[..letters]);
        field = new CellField(CellFieldKind.Month, month, 0);
        text = month > 0 ? text[letters..] : text;
        return month > 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
