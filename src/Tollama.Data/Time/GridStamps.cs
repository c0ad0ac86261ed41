using System.Collections;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Points of a grid that follow one another, each computed when somebody asks: a forecast of many steps costs nothing before it is written.</summary>
/// <param name="grid">The grid.</param>
/// <param name="first">The number of the first point.</param>
/// <param name="count">How many there are.</param>
internal sealed class GridStamps(TimestampGrid grid, long first, int count) : IReadOnlyList<Timestamp>
{
    public int Count => count;

    public Timestamp this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return grid.At(first + index);
        }
    }

    public IEnumerator<Timestamp> GetEnumerator()
    {
        for (int index = 0; index < count; index++)
        {
            yield return grid.At(first + index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
