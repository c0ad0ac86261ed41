using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The rows of each series, in the table's order.</summary>
internal sealed class RowGroups
{
    private readonly int[] _rows;
    private readonly int[] _ends;

    /// <param name="ids">The series of each row; <see langword="null"/> when all are of one.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="isLeftOut">Whether a row is not used.</param>
    public RowGroups(CodedColumn? ids, int count, Func<int, bool> isLeftOut)
    {
        _ends = new int[ids?.Texts.Count ?? 1];
        bool[] used = new bool[count];
        for (int row = 0; row < count; row++)
        {
            used[row] = !isLeftOut(row);
            _ends[ids?.Codes[row] ?? 0] += used[row] ? 1 : 0;
        }

        int total = 0;
        for (int group = 0; group < _ends.Length; group++)
        {
            total += _ends[group];
            _ends[group] = total;
        }

        // From the last row to the first, each group filled from its end: the order of the rows is kept.
        _rows = new int[total];
        int[] next = [.. _ends];
        for (int row = count - 1; row >= 0; row--)
        {
            if (used[row])
            {
                _rows[--next[ids?.Codes[row] ?? 0]] = row;
            }
        }
    }

    /// <summary>The number of groups; some may be empty.</summary>
    public int Count => _ends.Length;

    /// <summary>The number of rows in all groups.</summary>
    public int RowCount => _rows.Length;

    /// <summary>The rows of a group.</summary>
    public ReadOnlySpan<int> this[int group]
    {
        get
        {
            int start = group == 0 ? 0 : _ends[group - 1];
            return _rows.AsSpan(start, _ends[group] - start);
        }
    }
}
