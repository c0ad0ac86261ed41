namespace Tollama.Data.Tables.Cells;

/// <summary>The texts that stand for "no value" in the tables people have.</summary>
internal static class MissingToken
{
    private static readonly string[] Tokens =
        ["na", "n/a", "#n/a", "nan", "<na>", "null", "none", "nil", "-", "--", "?", "."];

    private static readonly int Longest = Tokens.Max(token => token.Length);

    /// <summary>All of them, for the documents.</summary>
    public static IReadOnlyList<string> All => Tokens;

    /// <summary>Whether a trimmed cell is empty or such a text, in any case.</summary>
    public static bool Is(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            return true;
        }

        // Nearly every cell is a number: leave before comparing.
        if (cell.Length > Longest || char.IsAsciiDigit(cell[^1]))
        {
            return false;
        }

        foreach (string token in Tokens)
        {
            if (cell.Equals(token, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
