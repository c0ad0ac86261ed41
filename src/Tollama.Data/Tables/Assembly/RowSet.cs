namespace Tollama.Data.Tables.Assembly;

/// <summary>Some rows of a table, in an order: one after the other from a row on, or listed. Nothing is copied.</summary>
internal readonly struct RowSet
{
    private readonly int[]? _rows;
    private readonly int _start;

    private RowSet(int[]? rows, int start, int length)
    {
        _rows = rows;
        _start = start;
        Length = length;
    }

    public int Length { get; }

    public bool IsEmpty => Length == 0;

    /// <summary>The row at a place.</summary>
    public int this[int place] => _rows is null ? _start + place : _rows[_start + place];

    /// <summary>Rows that follow one another.</summary>
    public static RowSet Following(int first, int length) => new(rows: null, first, length);

    /// <summary>A part of a list of rows, which must not change.</summary>
    public static RowSet Of(int[] rows, int start, int length) => new(rows, start, length);

    /// <summary>Listed rows, which must not change.</summary>
    public static RowSet Of(int[] rows) => new(rows, 0, rows.Length);

    /// <summary>The rows from one place on.</summary>
    public RowSet Slice(int start, int length) => new(_rows, _start + start, length);

    /// <summary>Whether the rows follow one another; then the first of them.</summary>
    public bool AreFollowing(out int first)
    {
        first = _start;
        return _rows is null;
    }

    public bool Contains(int row) => _rows is null ? row >= _start && row < _start + Length : _rows.AsSpan(_start, Length).Contains(row);

    public int[] ToArray()
    {
        int[] rows = new int[Length];
        for (int place = 0; place < rows.Length; place++)
        {
            rows[place] = this[place];
        }

        return rows;
    }
}
