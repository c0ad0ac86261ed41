namespace Tollama.Data.Tables.Csv;

/// <summary>Cells in quotation marks behind a blank, <c>2024-01-01, "1,234.50"</c>: the marks are of the cell all the same.</summary>
internal static class SpacedQuotes
{
    private const int MostLookedAt = 64 * 1024;

    private static readonly string[] Starts = [", \"", "; \"", "| \"", "\t \""];

    /// <summary>The table without blanks before cells in quotation marks; <see langword="null"/> when its beginning has none.</summary>
    public static TableText? Rewrite(TableText text)
    {
        using TextReader reader = text.Open();
        char[] beginning = new char[(int)Math.Min(text.Length, MostLookedAt)];
        ReadOnlySpan<char> seen = beginning.AsSpan(0, reader.ReadBlock(beginning));
        foreach (string start in Starts)
        {
            if (seen.Contains(start, StringComparison.Ordinal))
            {
                return text.With(source => new SpacedQuotesReader(source));
            }
        }

        return null;
    }
}
