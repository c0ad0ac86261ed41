using Tollama.Core.Errors;

namespace Tollama.Data.Time;

/// <summary>Unix times and other long numbers that a spreadsheet has rounded: <c>1.70E+09</c>.</summary>
internal static class RoundedNumbers
{
    /// <summary>The reason to refuse the column; <see langword="null"/> when no cell is such a number.</summary>
    public static string? Problem(IReadOnlyList<string> cells, TimestampColumn column)
    {
        foreach (int row in column.BadRows)
        {
            if (IsRounded(cells[row].AsSpan().Trim()))
            {
                return $"'{Excerpt.Of(cells[row])}' is a number that a spreadsheet has rounded: its last digits are lost. Export the column again as dates or as text.";
            }
        }

        return null;
    }

    private static bool IsRounded(ReadOnlySpan<char> cell)
    {
        int exponent = cell.IndexOfAny('E', 'e');
        return exponent > 0
            && exponent + 1 < cell.Length
            && NumberText.Is(cell[..exponent])
            && cell[exponent + 1] is '+' or (>= '0' and <= '9')
            && !cell[(exponent + 2)..].ContainsAnyExceptInRange('0', '9');
    }
}
