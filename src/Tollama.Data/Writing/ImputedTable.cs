using System.Buffers;
using System.Globalization;
using Tollama.Core.Api;
using Tollama.Data.Writing.Text;

namespace Tollama.Data.Writing;

/// <summary>Writes filled series as a table of text, a row a value: <c>unique_id, ds, y, low, high, filled</c>, and <c>error</c> where a series failed.</summary>
/// <param name="output">Where to.</param>
/// <param name="delimiter">What stands between two cells.</param>
/// <param name="hasErrors">Whether there is a column for errors.</param>
/// <remarks><c>low</c> and <c>high</c> are empty where a value was observed. A series that failed has one row, with its name and why.</remarks>
public sealed class ImputedTable(IBufferWriter<byte> output, char delimiter, bool hasErrors)
{
    private static readonly string[] Names = ["unique_id", "ds", "y", "low", "high", "filled"];

    /// <summary>Writes the names of the columns.</summary>
    public void Begin()
    {
        CsvCells cells = new(output, delimiter);
        foreach (string name in Names)
        {
            cells.Add(name);
        }

        if (hasErrors)
        {
            cells.Add(AnswerColumns.Error);
        }

        cells.EndRow();
    }

    /// <summary>Writes the rows of a series.</summary>
    public void Add(ImputedSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        CsvCells cells = new(output, delimiter);
        int next = 0;
        for (int index = 0; index < series.Values.Length; index++)
        {
            FilledValue? filled = next < series.Filled.Count && series.Filled[next].Index == index ? series.Filled[next++] : null;
            cells.Add(series.Id);
            cells.Add(series.Timestamps is { } times ? times[index] : index.ToString(CultureInfo.InvariantCulture));
            cells.Add(series.Values[index]);
            cells.Add(filled?.Low ?? double.NaN);
            cells.Add(filled?.High ?? double.NaN);
            cells.Add(filled is null ? "false" : "true");
            if (hasErrors)
            {
                cells.Add("");
            }

            cells.EndRow();
        }
    }

    /// <summary>Writes the row of a series that failed.</summary>
    public void Add(SeriesError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        CsvCells cells = new(output, delimiter);
        cells.Add(error.Id);
        for (int empty = 1; empty < Names.Length; empty++)
        {
            cells.Add("");
        }

        cells.Add(error.Message);
        cells.EndRow();
    }
}
