using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>A column of a table read as time stamps, all cells in one format.</summary>
public sealed class TimestampColumn
{
    private TimestampColumn(Timestamp[] values, string format, IReadOnlyList<int> badRows, string? warning)
    {
        Values = values;
        Format = format;
        BadRows = badRows;
        Warning = warning;
    }

    /// <summary>One stamp a cell; the default value for the cells of <see cref="BadRows"/>.</summary>
    public Timestamp[] Values { get; }

    /// <summary>The format in words that people know: <c>2024-12-31</c>, <c>31.12.2024</c>, <c>position</c>.</summary>
    public string Format { get; }

    /// <summary>The cells, counted from 0, that are empty or do not fit the format.</summary>
    public IReadOnlyList<int> BadRows { get; }

    /// <summary>What was assumed where the column can be read in two ways; otherwise <see langword="null"/>.</summary>
    public string? Warning { get; }

    /// <summary>Reads a column.</summary>
    /// <param name="cells">The cells as text; blanks around them do not count.</param>
    public static TimestampColumn Parse(IReadOnlyList<string> cells)
    {
        Timestamp[] values = new Timestamp[cells.Count];
        List<int> bad = [];
        for (int row = 0; row < cells.Count; row++)
        {
            if (!Timestamp.TryParse(cells[row].AsSpan().Trim(), out values[row]))
            {
                bad.Add(row);
            }
        }

        return new TimestampColumn(values, "ISO 8601", bad, null);
    }

    /// <summary>How well a column reads as time stamps, to tell the time column from others.</summary>
    /// <param name="sample">Some of its cells.</param>
    /// <returns>The share of cells that are time stamps, 0 to 1; less for plain numbers, which may be values as well.</returns>
    public static double Plausibility(IReadOnlyList<string> sample) =>
        sample.Count == 0 ? 0 : 1 - ((double)Parse(sample).BadRows.Count / sample.Count);
}
