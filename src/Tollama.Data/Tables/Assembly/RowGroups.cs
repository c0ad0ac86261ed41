using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The rows of each series, in the table's order.</summary>
internal sealed class RowGroups
{
    // Where all rows of each series stand together, none of them is listed.
    private readonly int[]? _rows;
    private readonly int[] _starts;
    private readonly int[] _lengths;

    /// <param name="ids">The series of each row; <see langword="null"/> when all are of one.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="isLeftOut">Whether a row is not used; <see langword="null"/> when all are.</param>
    public RowGroups(CodedColumn? ids, int count, Func<int, bool>? isLeftOut)
    {
        _starts = new int[ids?.Texts.Count ?? 1];
        _lengths = new int[_starts.Length];
        bool stand = true;
        for (int row = 0; row < count; row++)
        {
            if (isLeftOut?.Invoke(row) != true)
            {
                int group = ids?.Codes[row] ?? 0;
                ref int length = ref _lengths[group];
                _starts[group] = length == 0 ? row : _starts[group];
                stand &= row - _starts[group] == length;
                length++;
                RowCount++;
            }
        }

        _rows = stand ? null : List(ids, count, isLeftOut);
    }

    /// <summary>The number of groups; some may be empty.</summary>
    public int Count => _starts.Length;

    /// <summary>The number of rows in all groups.</summary>
    public int RowCount { get; }

    /// <summary>The rows of a group.</summary>
    public RowSet this[int group] => _rows is null
        ? RowSet.Following(_starts[group], _lengths[group])
        : RowSet.Of(_rows, _starts[group], _lengths[group]);

    private int[] List(CodedColumn? ids, int count, Func<int, bool>? isLeftOut)
    {
        int total = 0;
        for (int group = 0; group < _starts.Length; group++)
        {
            _starts[group] = total;
            total += _lengths[group];
        }

        int[] rows = new int[total];
        int[] next = [.. _starts];
        for (int row = 0; row < count; row++)
        {
            if (isLeftOut?.Invoke(row) != true)
            {
                rows[next[ids?.Codes[row] ?? 0]++] = row;
            }
        }

        return rows;
    }
}
