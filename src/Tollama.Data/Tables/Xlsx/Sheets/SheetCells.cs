namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>The cells of a sheet that have something in them, row by row, in few bytes: a cell far away takes as many as one beside it.</summary>
internal sealed class SheetCells(HoldBudget budget)
{
    private const int ChunkLength = 64 * 1024;
    private const int LongestCell = 16;
    private const int LongestRowHead = 16;

    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private byte[] _chunk = [];
    private int _used;
    private byte[] _row = new byte[256];
    private int _length;
    private int _inRow;
    private int _lastColumn;

    /// <summary>The rows that have cells.</summary>
    public int RowCount { get; private set; }

    /// <summary>The cells that have something in them.</summary>
    public long CellCount { get; private set; }

    /// <summary>The columns up to the last that has a cell.</summary>
    public int Width { get; private set; }

    /// <summary>Adds a cell to the row, behind the last.</summary>
    public void Add(CellValue cell)
    {
        if (_row.Length - _length < LongestCell)
        {
            Array.Resize(ref _row, 2 * _row.Length);
        }

        WriteCount(_row, ref _length, (uint)(cell.Column - _lastColumn));
        _lastColumn = cell.Column;
        _row[_length++] = (byte)cell.Kind;
        if (cell.IsNumeric)
        {
            BitConverter.TryWriteBytes(_row.AsSpan(_length), cell.Number);
            _length += sizeof(double);
        }
        else if (cell.IsText)
        {
            WriteCount(_row, ref _length, (uint)cell.Text);
        }

        _inRow++;
        Width = Math.Max(Width, cell.Column + 1);
    }

    /// <summary>Ends the row; one without cells is none.</summary>
    /// <param name="number">Its number in the sheet.</param>
    /// <param name="isHidden">Whether it is hidden.</param>
    public void EndRow(int number, bool isHidden)
    {
        if (_inRow > 0)
        {
            int needed = _length + LongestRowHead;
            if (_chunk.Length - _used < needed)
            {
                Close();
                _chunk = new byte[Math.Max(ChunkLength, needed)];
                _used = 0;
            }

            budget.Hold(needed);
            WriteCount(_chunk, ref _used, ((uint)number << 1) | (isHidden ? 1u : 0));
            WriteCount(_chunk, ref _used, (uint)_inRow);
            _row.AsSpan(0, _length).CopyTo(_chunk.AsSpan(_used));
            _used += _length;
            RowCount++;
            CellCount += _inRow;
        }

        (_length, _inRow, _lastColumn) = (0, 0, 0);
    }

    /// <summary>Ends the sheet.</summary>
    public void Close()
    {
        if (_used > 0)
        {
            _chunks.Add(_chunk.AsMemory(0, _used));
            _used = 0;
        }
    }

    /// <summary>Goes to before the first row.</summary>
    public SheetCursor Rows() => new(_chunks);

    private static void WriteCount(byte[] bytes, ref int at, uint count)
    {
        for (; count > 0x7F; count >>= 7)
        {
            bytes[at++] = (byte)(count | 0x80);
        }

        bytes[at++] = (byte)count;
    }
}
