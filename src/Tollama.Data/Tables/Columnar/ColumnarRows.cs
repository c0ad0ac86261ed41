using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Columnar;

/// <summary>The rows of a <see cref="ColumnarTable"/>. Only columns whose cells are asked for are read.</summary>
internal sealed class ColumnarRows(ColumnarTable table) : ITableRows
{
    private const int CancellationInterval = 1024;

    private readonly ReadingRoom _room = table.NewRoom();
    private readonly ColumnCursor?[] _cursors = new ColumnCursor?[table.Names.Count];
    private long _row = -1;

    public int Line => Count;

    public int Count => (int)_row + 1;

    public int Remarks => 0;

    public IReadOnlyList<Fault> Faults => [];

    public int FaultCount => 0;

    public int FilledCount => 0;

    public int FirstFilled => 0;

    public ReadOnlySpan<char> this[int column] => Cursor(column).Text(_row);

    public bool TryNumber(int column, out double number) => Cursor(column).TryNumber(_row, out number);

    public bool TryKey(int column, out long key) => Cursor(column).TryKey(_row, out key);

    public bool IsPadded(int column) => false;

    public bool Read(CancellationToken cancellationToken)
    {
        if (_row + 1 >= table.RowCount)
        {
            return false;
        }

        if (++_row % CancellationInterval == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }

    public void Dispose() => _room.Dispose();

    private ColumnCursor Cursor(int column) => _cursors[column] ??= table.Cursor(column, _room);
}
