using System.Buffers;

namespace Tollama.Data.Tables.Csv;

/// <summary>Lines that programs draw below a header and around a table.</summary>
internal static class RuleLine
{
    private static readonly SearchValues<char> Drawn = SearchValues.Create("-=+|: \r\n");

    /// <summary>Whether a line is drawn: <c>------+------</c>, <c>+-----+-----+</c>, <c>|-----|----:|</c>. A lone <c>---</c> is a missing value.</summary>
    public static bool Is(ReadOnlySpan<char> line) =>
        line.Contains("--", StringComparison.Ordinal) && line.ContainsAny('+', '|') && !line.ContainsAnyExcept(Drawn)
            && (line.Contains('+') || IsDrawnInEachCell(line));

    // Cells of dashes alone may be missing values, too: a row of them has no time stamp, so that it is no row.
    private static bool IsDrawnInEachCell(ReadOnlySpan<char> line)
    {
        foreach (Range part in line.Split('|'))
        {
            ReadOnlySpan<char> cell = line[part].Trim();
            if (!cell.IsEmpty && cell.Count('-') < 3)
            {
                return false;
            }
        }

        return true;
    }
}
