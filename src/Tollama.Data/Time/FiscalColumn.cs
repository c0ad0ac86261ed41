using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of years that need not begin in January: 2015/16, 1999-00, FY2016.</summary>
internal static class FiscalColumn
{
    /// <summary>2000-01 alone is a month; year after year it is none.</summary>
    private const int Enough = 2;

    /// <param name="cells">The cells.</param>
    /// <returns><see langword="null"/> when a cell is written otherwise.</returns>
    public static TimestampColumn? Read(IReadOnlyList<string> cells)
    {
        if (!TryRead((cells.FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell)) ?? "").AsSpan().Trim(), out _))
        {
            return null;
        }

        Timestamp[] values = new Timestamp[cells.Count];
        List<int> empty = [];
        int bare = 0;
        for (int row = 0; row < cells.Count; row++)
        {
            ReadOnlySpan<char> text = cells[row].AsSpan().Trim();
            if (text.IsEmpty)
            {
                empty.Add(row);
                continue;
            }

            if (!TryRead(text, out values[row]))
            {
                return null;
            }

            bare += char.IsAsciiDigit(text[0]) ? 1 : 0;
        }

        int filled = cells.Count - empty.Count;
        if (cells.All(cell => cell.AsSpan().Trim().IndexOfAnyInRange('0', '9') is var at && (at < 0 || DigitsAt(cell.AsSpan().Trim()[at..]) == 2)))
        {
            ShortYears.Settle(values, row => cells[row].AsSpan().Trim().Length > 0);
        }

        return filled == 0 || (bare > 0 && filled < Enough) ? null : new TimestampColumn(values, "2024/25", empty);
    }

    private static int DigitsAt(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;

    private static bool TryRead(ReadOnlySpan<char> text, out Timestamp stamp)
    {
        const int Longest = 16;
        const char Dash = '\u2013';
        stamp = default;
        if (text.Length > Longest)
        {
            return false;
        }

        Span<char> plain = stackalloc char[Longest];
        int length = 0;
        for (int at = 0; at < text.Length; at++)
        {
            // 2015 / 16, but FY 2015.
            bool besideMark = text[at] == ' ' && ((at > 0 && text[at - 1] is '/' or '-' or Dash) || (at + 1 < text.Length && text[at + 1] is '/' or '-' or Dash));
            if (!besideMark)
            {
                plain[length++] = text[at] == Dash ? '-' : text[at];
            }
        }

        return Timestamp.TryParse(plain[..length], TimestampNotation.FiscalYear, out stamp);
    }
}
