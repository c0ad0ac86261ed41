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

    /// <summary>Whether the first of some time stamps and a frequency tell all of them: between two ends that fit, a clock may change.</summary>
    /// <param name="times">Time stamps, at least one.</param>
    /// <param name="frequency">The time between two.</param>
    internal static bool Tell(IReadOnlyList<Timestamp> times, Frequency frequency)
    {
        if (times[0].IsIndex != frequency.IsIndex)
        {
            return false;
        }

        return frequency.FixedTicks is { } step
            ? IsEven(times as Timestamp[] ?? [.. times], step)
            : IsStepped(times, new SteppedTimes(times[0], frequency, times.Count));
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

    // The same step on the clock and in UTC.
    private static bool IsEven(ReadOnlySpan<Timestamp> times, long step)
    {
        for (int place = 1; place < times.Length; place++)
        {
            Timestamp time = times[place], before = times[place - 1];
            if (time.Ticks - before.Ticks != step || time.UtcTicks - before.UtcTicks != step || time.IsIndex != before.IsIndex)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsStepped(IReadOnlyList<Timestamp> times, SteppedTimes steps)
    {
        try
        {
            // From the end on: where the two part, they most often do so there.
            int place = times.Count - 1;
            while (place > 0 && steps[place] == times[place] && steps[place].Ticks == times[place].Ticks)
            {
                place--;
            }

            return place == 0;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
