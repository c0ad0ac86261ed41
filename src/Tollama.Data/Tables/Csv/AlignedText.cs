using System.Text;

namespace Tollama.Data.Tables.Csv;

/// <summary>Tables whose columns are set apart by blanks, as terminals and reports show them.</summary>
internal static class AlignedText
{
    /// <summary>The table with tabs between its cells, line by line; <see langword="null"/> when lines differ in how many cells blanks make of them.</summary>
    public static TableText? Rewrite(TableText text)
    {
        using (StreamReader beginning = text.Open())
        {
            string? first = Content(beginning).FirstOrDefault();
            if (first is null || !first.Contains(' ') || first.AsSpan().ContainsAny(",;|\t\""))
            {
                return null;
            }
        }

        // One blank may stand within a stamp: where every line has the same number of words, each is a cell all the same.
        return Rewrite(text, blanks: 1) ?? Rewrite(text, blanks: 2);
    }

    /// <summary>The lines with cells, trimmed.</summary>
    private static IEnumerable<string> Content(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (!IsPassedOver(line))
            {
                yield return line.Trim();
            }
        }
    }

    /// <summary>Blank lines, remarks, and lines that are drawn below a header.</summary>
    private static bool IsPassedOver(string line) => line.StartsWith('#') || !line.AsSpan().ContainsAnyExcept(" -=+\t");

    private static TableText? Rewrite(TableText text, int blanks)
    {
        using StreamReader reader = text.Open();
        StringBuilder rewritten = new(text.Length);
        int count = 0;
        int lines = 0;
        bool any = false;
        while (reader.ReadLine() is { } line)
        {
            if (!IsPassedOver(line))
            {
                string[] cells = Split(line.Trim(), blanks);
                if (cells.Length < 2 || (lines > 0 && cells.Length != count))
                {
                    return null;
                }

                count = cells.Length;
                any |= lines > 0 && Array.Exists(cells, CsvSample.IsNumberOrTime);
                lines++;
                rewritten.AppendJoin('\t', cells);
            }

            rewritten.Append('\n');
        }

        return any ? TableText.Of(Encoding.UTF8.GetBytes(rewritten.ToString())) : null;
    }

    /// <summary>Cells between runs of at least so many blanks.</summary>
    private static string[] Split(string line, int blanks)
    {
        List<string> cells = [];
        int start = 0;
        for (int at = 0; at < line.Length; at++)
        {
            int run = line.AsSpan(at).IndexOfAnyExcept(' ');
            if (run >= blanks)
            {
                cells.Add(line[start..at]);
                start = at + run;
            }

            at += Math.Max(run - 1, 0);
        }

        cells.Add(line[start..]);
        return [.. cells];
    }
}
