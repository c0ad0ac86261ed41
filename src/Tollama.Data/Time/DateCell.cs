using System.Globalization;
using System.Runtime.InteropServices;

namespace Tollama.Data.Time;

/// <summary>A cell cut into up to three date fields, their separator and what follows: a time, an offset.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DateCell(CellField First, CellField Second, CellField Third, char Separator, string Tail)
{
    private static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] WeekdayNames =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public int Count => First.Kind == CellFieldKind.None ? 0 : Second.Kind == CellFieldKind.None ? 1 : Third.Kind == CellFieldKind.None ? 2 : 3;

    /// <summary>Whether the cell ends after its date.</summary>
    public bool IsDateOnly => Tail.Length == 0;

    /// <summary>Cuts a cell; <see langword="null"/> when it does not begin as a date.</summary>
    public static DateCell? Read(ReadOnlySpan<char> text)
    {
        Span<CellField> fields = stackalloc CellField[3];
        int count = 0;
        char separator = '\0';
        text = SkipWeekday(text.Trim());
        while (count < 3 && Field(ref text, out CellField field))
        {
            fields[count++] = field;
            ReadOnlySpan<char> rest = text.TrimStart(",.-/ ");
            bool dateGoesOn = count < 3 && !rest.IsEmpty && (char.IsLetterOrDigit(rest[0]) && !StartsTime(rest, text));
            if (!dateGoesOn)
            {
                break;
            }

            separator = count == 1 && text[0] != rest[0] ? text[0] : separator;
            text = rest;
        }

        return count == 0 ? null : new DateCell(fields[0], fields[1], fields[2], separator, text.Trim(" ,").ToString());
    }

    /// <summary>Whether what follows is a time of day: T10:00, or digits with a colon after a blank.</summary>
    private static bool StartsTime(ReadOnlySpan<char> rest, ReadOnlySpan<char> before)
    {
        if (rest[0] is 'T' or 't' && rest.Length > 1 && char.IsAsciiDigit(rest[1]))
        {
            return true;
        }

        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits is 1 or 2 && (rest[digits] == ':' || (before[0] == ' ' && rest[digits..].TrimStart() is ['A' or 'a' or 'P' or 'p', 'M' or 'm', ..]));
    }

    private static bool Field(ref ReadOnlySpan<char> text, out CellField field)
    {
        field = default;
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        if (digits is > 0 and <= 8)
        {
            field = new CellField(CellFieldKind.Number, int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture), digits);
            text = SkipOrdinal(text[digits..]);
            return true;
        }

        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return digits == 0 && letters > 0 && (Numbered(ref text, letters, out field) || MonthName(ref text, letters, out field));
    }

    /// <summary>Q1, W05, M01.</summary>
    private static bool Numbered(ref ReadOnlySpan<char> text, int letters, out CellField field)
    {
        field = default;
        int digits = 0;
        while (letters == 1 && 1 + digits < text.Length && digits < 2 && char.IsAsciiDigit(text[1 + digits]))
        {
            digits++;
        }

        CellFieldKind kind = char.ToUpperInvariant(text[0]) switch
        {
            'Q' when digits == 1 => CellFieldKind.Quarter,
            'W' when digits == 2 => CellFieldKind.Week,
            'M' when digits > 0 => CellFieldKind.Month,
            _ => CellFieldKind.None,
        };
        if (kind == CellFieldKind.None)
        {
            return false;
        }

        int value = int.Parse(text.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        int limit = kind == CellFieldKind.Quarter ? 4 : kind == CellFieldKind.Month ? 12 : 53;
        field = new CellField(kind, value, 0);
        bool valid = value >= 1 && value <= limit;
        text = valid ? text[(1 + digits)..] : text;
        return valid;
    }

    private static bool MonthName(ref ReadOnlySpan<char> text, int letters, out CellField field)
    {
        int month = Named(text[..letters], MonthNames);
        field = new CellField(CellFieldKind.Month, month + 1, 0);
        text = month >= 0 ? text[letters..] : text;
        return month >= 0;
    }

    private static ReadOnlySpan<char> SkipWeekday(ReadOnlySpan<char> text)
    {
        int letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return Named(text[..letters], WeekdayNames) >= 0 ? text[letters..].TrimStart(",. ") : text;
    }

    private static ReadOnlySpan<char> SkipOrdinal(ReadOnlySpan<char> text) =>
        text is ['s' or 'S', 't' or 'T', ..] or ['n' or 'N', 'd' or 'D', ..] or ['r' or 'R', 'd' or 'D', ..] or ['t' or 'T', 'h' or 'H', ..]
            ? text[2..]
            : text;

    /// <summary>The number of a full name, or of one shortened to three letters or more.</summary>
    private static int Named(ReadOnlySpan<char> word, string[] names)
    {
        for (int index = 0; word.Length >= 3 && index < names.Length; index++)
        {
            if (names[index].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
