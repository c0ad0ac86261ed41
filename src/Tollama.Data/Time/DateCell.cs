using System.Runtime.InteropServices;

namespace Tollama.Data.Time;

/// <summary>A cell cut into up to three date fields, their separator and what follows: a time, an offset.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DateCell(CellField First, CellField Second, CellField Third, char Separator, string Tail)
{
    private const string Separators = ",.-/ \u2013'\u2019";

    public int Count => First.Kind == CellFieldKind.None ? 0 : Second.Kind == CellFieldKind.None ? 1 : Third.Kind == CellFieldKind.None ? 2 : 3;

    /// <summary>Whether the cell ends after its date.</summary>
    public bool IsDateOnly => Tail.Length == 0;

    /// <summary>Cuts a cell; <see langword="null"/> when it does not begin as a date.</summary>
    public static DateCell? Read(ReadOnlySpan<char> text)
    {
        Span<CellField> fields = stackalloc CellField[3];
        int count = 0;
        char separator = '\0';
        text = SkipWeekday(text.Trim(), out _);
        while (count < 3 && DateFieldReader.Read(ref text, isFirst: count == 0, out CellField field))
        {
            fields[count++] = field;
            ReadOnlySpan<char> rest = SkipSeparators(text, field);
            bool dateGoesOn = count < 3 && !rest.IsEmpty && char.IsLetterOrDigit(rest[0]) && !StartsTime(rest, text, count);
            if (!dateGoesOn)
            {
                break;
            }

            separator = count == 1 && text[0] != rest[0] ? text[0] : separator;
            text = rest;
        }

        return count == 0 ? null : new DateCell(fields[0], fields[1], fields[2], separator, TailOf(text));
    }

    /// <summary>What stands between two parts: marks, blanks, and words such as the "de" of 5 de enero de 2024.</summary>
    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text, CellField before)
    {
        ReadOnlySpan<char> rest = text.TrimStart(Separators);
        if (before.Digits == 4 && text is [':', ..])
        {
            rest = text[1..];
        }

        int letters = DateWords.Letters(rest);
        return letters > 0 && letters < rest.Length && rest[letters] == ' ' && DateWords.IsLink(rest[..letters]) ? rest[letters..].TrimStart(Separators) : rest;
    }

    /// <summary>What follows the date, without a weekday.</summary>
    private static string TailOf(ReadOnlySpan<char> text)
    {
        text = text.Trim(" ,") is "." ? default : text.Trim(" ,");
        ReadOnlySpan<char> open = text is ['(', .., ')'] ? text[1..^1] : text;
        ReadOnlySpan<char> rest = SkipWeekday(open, out bool skipped);
        return (skipped ? rest : text).ToString();
    }

    /// <summary>Whether what follows is a time of day: T10:00, or digits with a colon after a blank.</summary>
    private static bool StartsTime(ReadOnlySpan<char> rest, ReadOnlySpan<char> before, int count)
    {
        if (rest[0] is 'T' or 't' && rest.Length > 1 && char.IsAsciiDigit(rest[1]))
        {
            // 2019T1 is a quarter.
            return !(count == 1 && rest.Length == 2);
        }

        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits is 1 or 2
            && (rest[digits] == ':' || (before[0] == ' ' && rest[digits..].TrimStart() is ['A' or 'a' or 'P' or 'p', 'M' or 'm', ..] or ['h', ..] or ['H', ..]));
    }

    private static ReadOnlySpan<char> SkipWeekday(ReadOnlySpan<char> text, out bool skipped)
    {
        int letters = DateWords.Letters(text);
        ReadOnlySpan<char> rest = text[letters..];
        rest = rest.StartsWith("-feira", StringComparison.OrdinalIgnoreCase) ? rest["-feira".Length..] : rest;
        rest = rest.TrimStart(",. ");
        skipped = letters > 0 && DateWords.IsWeekday(text[..letters], rest.IsEmpty || char.IsAsciiDigit(rest[0]));
        return skipped ? rest : text;
    }
}
