using Tollama.Data.Time;

namespace Tollama.Data.Tables.Cells;

/// <summary>Words behind a number that are neither a currency nor a magnitude: units, credits and debits.</summary>
internal static class AmountWords
{
    private const int LongestUnit = 12;

    /// <summary>Units that are believed without a blank before them.</summary>
    private static readonly string[] Units =
    [
        "Wh", "kWh", "MWh", "GWh", "kW", "MW", "GW", "kVA", "kvar", "Hz", "kJ", "MJ", "GJ", "kg", "mg", "lb", "lbs", "km", "cm", "mm", "m²", "m³", "m2", "m3", "ml", "°C", "°F",
        "Pa", "hPa", "kPa", "bar", "MB", "GB", "TB", "kB", "ms", "pcs", "Stk", "Stück",
    ];

    private static readonly string[] Sides = ["CR", "DR", "DB", "Cr", "Dr", "cr", "dr"];

    /// <summary>The units that may stand right behind the digits, for the documents.</summary>
    public static IReadOnlyList<string> All => Units;

    /// <summary>Whether a word is one of these units.</summary>
    public static bool IsKnown(ReadOnlySpan<char> word) => IsOne(word, Units);

    /// <summary>Whether a word tells a credit from a debit.</summary>
    public static bool IsSide(ReadOnlySpan<char> word) => IsOne(word, Sides);

    /// <summary>Cuts a unit, or a word for a credit or a debit, off the end of a cell.</summary>
    /// <param name="cell">The cell, trimmed; what is left is the number.</param>
    /// <param name="word">The word.</param>
    /// <returns>Whether there is one; the names of months, hours and the like are none.</returns>
    public static bool Cut(ref ReadOnlySpan<char> cell, out ReadOnlySpan<char> word)
    {
        int start = cell.Length;
        while (start > 0 && !EndsNumber(cell[start - 1]))
        {
            start--;
        }

        // m2 and m3 end with a digit of their own.
        start = start == cell.Length && cell is [.., 'm', '2' or '3'] ? cell.Length - 2 : start;
        word = cell[start..].TrimStart();
        bool isApart = word.Length < cell.Length - start || (start > 0 && cell[start - 1] == ' ');
        if (start == 0 || word.Length is 0 or > LongestUnit || !(IsOne(word, Units) || IsSide(word) || (isApart && MayBeUnit(word))))
        {
            word = default;
            return false;
        }

        cell = cell[..start].TrimEnd();
        return true;
    }

    private static bool EndsNumber(char c) => char.IsAsciiDigit(c) || c is ')' or ']' or '>' or '-' or '\u2212';

    private static bool MayBeUnit(ReadOnlySpan<char> word)
    {
        if (!char.IsLetter(word[0]) && word[0] is not ('°' or 'µ'))
        {
            return false;
        }

        foreach (char c in word)
        {
            if (!char.IsLetter(c) && c is not ('°' or '²' or '³' or '/' or '.' or '·'))
            {
                return false;
            }
        }

        int letters = DateWords.Letters(word);
        ReadOnlySpan<char> name = word[..letters];
        return DateWords.Month(name) == 0
            && DateWords.Unit(name) == CellFieldKind.None
            && DateWords.Ordinal(name) == 0
            && !DateWords.IsWeekday(name, beforeDigits: false)
            && !name.Equals("AM", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("PM", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("Uhr", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOne(ReadOnlySpan<char> word, string[] words)
    {
        foreach (string one in words)
        {
            if (word.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }
}
