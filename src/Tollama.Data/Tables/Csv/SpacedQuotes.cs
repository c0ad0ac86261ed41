using System.Text;

namespace Tollama.Data.Tables.Csv;

/// <summary>Cells in quotation marks behind a blank, <c>2024-01-01, "1,234.50"</c>: the marks are of the cell all the same.</summary>
internal static class SpacedQuotes
{
    private const int MostLookedAt = 64 * 1024;

    private static readonly string[] Starts = [", \"", "; \"", "| \"", "\t \""];

    /// <summary>The table without blanks before cells in quotation marks; <see langword="null"/> when its beginning has none.</summary>
    public static TableText? Rewrite(TableText text)
    {
        using StreamReader reader = text.Open();
        char[] beginning = new char[Math.Min(text.Length, MostLookedAt)];
        int length = reader.ReadBlock(beginning);
        string seen = new(beginning, 0, length);
        return Array.Exists(Starts, start => seen.Contains(start, StringComparison.Ordinal)) && Close(seen + reader.ReadToEnd()) is { } closed ? text.With(closed) : null;
    }

    private static string? Close(string text)
    {
        StringBuilder closed = new(text.Length);
        int cell = 0;
        bool isQuoted = false;
        bool isEmpty = true;
        bool any = false;
        foreach (char c in text)
        {
            if (c == '"' && !isQuoted && isEmpty)
            {
                any |= closed.Length > cell;
                closed.Length = cell;
            }

            // A doubled mark closes the cell and opens it again.
            bool wasClosed = !isQuoted && closed.Length > cell && closed[cell] == '"' && closed[^1] == '"';
            isQuoted = c == '"' ? !isQuoted && (isEmpty || wasClosed) : isQuoted;
            closed.Append(c);
            if (!isQuoted && c is (',' or ';' or '|' or '\t' or '\r' or '\n'))
            {
                cell = closed.Length;
                isEmpty = true;
            }
            else
            {
                isEmpty &= c == ' ';
            }
        }

        return any ? closed.ToString() : null;
    }
}
