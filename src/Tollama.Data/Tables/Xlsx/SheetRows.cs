using Tollama.Core.Errors;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>The rows of the table on a sheet.</summary>
internal sealed class SheetRows(SheetTable table) : ITableRows
{
    private const int CancellationInterval = 4096;

    private readonly SheetCursor _cursor = table.Sheet.Cells.Rows();
    private readonly RowCells _cells = new(table.Sheet, table.Columns);
    private readonly int[] _next = new int[table.Merged.Any ? table.Names.Count : 0];
    private readonly CellValue[] _above = new CellValue[table.Merged.Any ? table.Names.Count : 0];
    private readonly SecondHeader _second = new(table.Header);
    private readonly bool _mayRepeatHeader = table.Header.Count(name => !CsvSample.IsNumberOrTime(name)) > 1;

    /// <summary>The number of the row in the sheet.</summary>
    public int Line => _cursor.Row;

    public int Count { get; private set; }

    public int Remarks => 0;

    public int RepeatedHeaders { get; private set; }

    public IReadOnlyList<Fault> Faults => [];

    public int FaultCount => 0;

    public int FilledCount => 0;

    public int FirstFilled => 0;

    public ReadOnlySpan<char> this[int column] => _cells[column];

    public bool IsPadded(int column) => false;

    public bool Read(CancellationToken cancellationToken)
    {
        int above = Count == 0 ? 0 : Line;
        while (_cursor.Ordinal < table.Last && _cursor.Read())
        {
            if (_cursor.Ordinal % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (_cursor.Ordinal < table.Before)
            {
                continue;
            }

            _cells.Take(_cursor);
            if (_cells.Filled == 0)
            {
                continue;
            }

            FillMerged();
            if (_mayRepeatHeader && RepeatsHeader())
            {
                RepeatedHeaders++;
                continue;
            }

            if (Count > 0)
            {
                _second.Refuse(this, "row", isSetApart: Line > above + 1);
            }

            Count++;
            return Count <= table.Limits.MaxRows ? true : throw TableError.TooMany("rows", table.Limits.MaxRows);
        }

        return false;
    }

    public void Dispose()
    {
    }

    private void FillMerged()
    {
        for (int place = 0; place < _next.Length; place++)
        {
            if (table.Merged.Filled(place) is not { } ranges)
            {
                continue;
            }

            while (_next[place] < ranges.Count && ranges[_next[place]].Last.Row < Line)
            {
                _next[place]++;
                _above[place] = default;
            }

            if (_next[place] == ranges.Count || ranges[_next[place]].First.Row > Line)
            {
                continue;
            }

            if (ranges[_next[place]].First.Row == Line)
            {
                _above[place] = _cells.Value(place);
            }
            else if (_cells.Value(place).Kind == CellKind.Empty)
            {
                _cells.Put(place, _above[place]);
            }
        }
    }

    private bool RepeatsHeader()
    {
        for (int place = 0; place < table.Header.Count; place++)
        {
            if (!_cells[place].SequenceEqual(table.Header[place]))
            {
                return false;
            }
        }

        return true;
    }
}
