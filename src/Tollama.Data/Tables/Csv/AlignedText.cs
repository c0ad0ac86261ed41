namespace Tollama.Data.Tables.Csv;

/// <summary>Tables whose columns are set apart by blanks, as terminals and reports show them.</summary>
internal static class AlignedText
{
    /// <summary>The table with tabs between its cells, line by line; <see langword="null"/> when lines differ in how many cells blanks make of them.</summary>
    public static TableText? Rewrite(TableText text, TableLimits limits)
    {
        // One blank may stand within a stamp: where every line has the same number of words, each is a cell all the same.
        return MayBeAligned(text, limits) ? Rewrite(text, blanks: 1, limits) ?? Rewrite(text, blanks: 2, limits) : null;
    }

    /// <summary>Whether the first line has blanks and no other delimiter, and is no longer than a row may be.</summary>
    private static bool MayBeAligned(TableText text, TableLimits limits)
    {
        using TextReader reader = text.Open();
        char[] beginning = new char[(int)Math.Min(text.Length, limits.MaxRowLength)];
        int length = reader.ReadBlock(beginning);
        ReadOnlySpan<char> rest = beginning.AsSpan(0, length);
        while (rest.IndexOfAny('\r', '\n') is >= 0 and int end)
        {
            ReadOnlySpan<char> line = rest[..end];
            if (!IsPassedOver(line))
            {
                return line.Trim().Contains(' ') && !line.ContainsAny(",;|\t\"");
            }

            rest = rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>Blank lines, remarks, and lines that are drawn below a header.</summary>
    internal static bool IsPassedOver(ReadOnlySpan<char> line) => line.StartsWith('#') || !line.ContainsAnyExcept(" -=+\t");

    private static TableText? Rewrite(TableText text, int blanks, TableLimits limits)
    {
        using LineReader lines = new(text.Open(), limits.MaxRowLength);
        int count = 0;
        bool any = false;
        long seen = 0;
        while (lines.Read() is { } line)
        {
            seen += line.Length + 1;
            if (seen > TableInput.MostAtOnce)
            {
                throw TableError.Invalid(
                    $"The columns seem to be divided by blanks, and the table has more than {TableInput.MostAtOnce >> 20} MiB: so many lines are not compared.",
                    "Divide the cells by commas, or name what stands between them with delimiter=.");
            }

            if (IsPassedOver(line))
            {
                continue;
            }

            string[] cells = Split(line.Trim(), blanks, count > 0 ? count : limits.MaxColumns);
            if (cells.Length < 2 || cells.Length > limits.MaxColumns || (count > 0 && cells.Length != count))
            {
                return null;
            }

            any |= count > 0 && !any && Array.Exists(cells, CsvSample.IsNumberOrTime);
            count = cells.Length;
        }

        return any && !lines.WasTooLong ? text.With(source => new AlignedReader(source, blanks, count, limits.MaxRowLength)) : null;
    }

    /// <summary>Cells between runs of at least so many blanks; one more than the most, when there are more.</summary>
    internal static string[] Split(string line, int blanks, int most)
    {
        List<string> cells = [];
        int start = 0;
        for (int at = 0; at < line.Length && cells.Count < most; at++)
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
