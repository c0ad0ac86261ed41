using System.Collections;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Series;

/// <summary>The time stamps of a regular series: the first one, and so many steps of a frequency, each computed when somebody asks.</summary>
/// <param name="start">The first time stamp.</param>
/// <param name="frequency">The time between two.</param>
/// <param name="count">How many there are.</param>
/// <remarks>
/// Steps go along the calendar from the first stamp, by its day of the month and its time of day; a zone keeps the first stamp's offset.
/// </remarks>
public sealed class SteppedTimes(Timestamp start, Frequency frequency, int count) : IReadOnlyList<Timestamp>
{
    /// <inheritdoc />
    public int Count => count;

    /// <summary>The first time stamp.</summary>
    public Timestamp Start => start;

    /// <inheritdoc />
    public Timestamp this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return start.IsIndex ? start.WithIndex(start.Index + ((long)index * frequency.Multiple))
                : frequency.IsIndex || index == 0 ? start
                : start.Showing(frequency).WithLocal(frequency.Add(start.Local, index));
        }
    }

    /// <inheritdoc />
    public IEnumerator<Timestamp> GetEnumerator()
    {
        for (int index = 0; index < count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
