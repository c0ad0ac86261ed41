namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>Goes through the rows of <see cref="SheetCells"/>.</summary>
internal sealed class SheetCursor(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
{
    private int _chunk;
    private int _at;
    private CellValue[] _cells = new CellValue[16];
    private int _count;

    /// <summary>The number of the row in the sheet, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>Whether the row is hidden.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>How many rows there were before this one.</summary>
    public int Ordinal { get; private set; } = -1;

    /// <summary>The cells of the row that have something in them; valid until the next row is read.</summary>
    public ReadOnlySpan<CellValue> Cells => _cells.AsSpan(0, _count);

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        if (_chunk < chunks.Count && _at == chunks[_chunk].Length)
        {
            _chunk++;
            _at = 0;
        }

        if (_chunk == chunks.Count)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = chunks[_chunk].Span;
        uint head = ReadCount(bytes);
        (Row, IsHidden) = ((int)(head >> 1), (head & 1) > 0);
        _count = (int)ReadCount(bytes);
        if (_cells.Length < _count)
        {
            _cells = new CellValue[Math.Max(_count, 2 * _cells.Length)];
        }

        int column = 0;
        for (int cell = 0; cell < _count; cell++)
        {
            column += (int)ReadCount(bytes);
            _cells[cell] = ReadCell(bytes, column);
        }

        Ordinal++;
        return true;
    }

    private CellValue ReadCell(ReadOnlySpan<byte> bytes, int column)
    {
        CellValue cell = new(column, (CellKind)bytes[_at++], 0, 0);
        if (cell.IsNumeric)
        {
            double number = BitConverter.ToDouble(bytes[_at..]);
            _at += sizeof(double);
            return cell with { Number = number };
        }

        return cell.IsText ? cell with { Text = (int)ReadCount(bytes) } : cell;
    }

    private uint ReadCount(ReadOnlySpan<byte> bytes)
    {
        uint count = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[_at++];
            count |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return count;
            }
        }
    }
}
