using System.Collections;

namespace Tollama.Data.Tables.Columns;

/// <summary>The line on which each row begins. Lines that follow one another evenly take no memory.</summary>
internal sealed class RowLines : IReadOnlyList<int>
{
    private readonly List<Run> _runs = [];
    private int _last;

    public int Count { get; private set; }

    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            int low = 0;
            int high = _runs.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = _runs[middle].Row <= index ? (middle, high) : (low, middle - 1);
            }

            Run run = _runs[low];
            return run.Line + ((index - run.Row) * run.Step);
        }
    }

    /// <summary>Adds the line of the next row, which is behind the one before.</summary>
    public void Add(int line)
    {
        if (_runs.Count > 0 && Count == _runs[^1].Row + 1)
        {
            // The second row of a run tells how far apart its lines are.
            _runs[^1] = _runs[^1] with { Step = line - _last };
        }
        else if (_runs.Count == 0 || line - _last != _runs[^1].Step)
        {
            _runs.Add(new Run(Count, line, 1));
        }

        _last = line;
        Count++;
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private readonly record struct Run(int Row, int Line, int Step);
}
