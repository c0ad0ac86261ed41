using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The cells of a column beside what they were read as, in the order of the rows.</summary>
internal sealed class StampRows
{
    private readonly IReadOnlyList<string> _cells;
    private readonly TimestampColumn _column;
    private readonly HashSet<int> _bad;

    public StampRows(IReadOnlyList<string> cells, TimestampColumn column)
    {
        _cells = cells;
        _column = column;
        _bad = [.. column.BadRows];
        bool areDates = Enumerable.Range(0, cells.Count).All(row => _bad.Contains(row) || !column.Values[row].IsIndex);
        Count = areDates ? cells.Count : 0;
    }

    /// <summary>How many cells there are; 0 when they are positions.</summary>
    public int Count { get; }

    /// <summary>The cells that could not be read.</summary>
    public IReadOnlyList<int> Bad => _column.BadRows;

    public string Cell(int row) => _cells[row];

    public bool IsRead(int row) => !_bad.Contains(row);

    public Timestamp this[int row] => _column.Values[row];
}
