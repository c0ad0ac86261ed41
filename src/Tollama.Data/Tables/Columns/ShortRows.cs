using Tollama.Data.Tables.Cells;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Columns;

/// <summary>Tells rows whose last cells a spreadsheet left out from the halves of broken ones: each cell must be what its column is.</summary>
internal sealed class ShortRows
{
    private const double MostlyTime = 0.8;

    private readonly IReadOnlyList<ColumnProfile> _columns;
    private readonly bool[] _areTimes;

    /// <param name="columns">The columns, as the whole rows show them.</param>
    public ShortRows(IReadOnlyList<ColumnProfile> columns)
    {
        _columns = columns;
        _areTimes = [.. columns.Select(column => column.Observed > 0 && column.IsText && TimestampColumn.Plausibility(column.Sample) >= MostlyTime)];
    }

    /// <summary>Whether a row is one whose last cells are missing.</summary>
    public bool Fits(ITableRows row, int cells)
    {
        bool isKnown = false;
        for (int column = 0; column < cells; column++)
        {
            ReadOnlySpan<char> cell = row[column];
            if (cell.IsEmpty)
            {
                continue;
            }

            if (_columns[column].IsNumeric)
            {
                if (NumberCell.Read(cell).Kind == NumberKind.None && !_columns[column].HasUnit)
                {
                    return false;
                }

                isKnown = true;
            }
            else if (_areTimes[column])
            {
                if (TimestampColumn.Parse([cell.ToString()]).BadRows.Count > 0)
                {
                    return false;
                }

                isKnown = true;
            }
        }

        return isKnown && cells > 1;
    }
}
