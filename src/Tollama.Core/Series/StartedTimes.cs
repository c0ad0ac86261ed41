using System.Collections;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Series;

/// <summary>The time stamps of a series for which somebody sent the first one and a frequency: those that would have been sent in place of it.</summary>
/// <remarks>
/// They step by the length of the frequency and keep the anchor of the first: weeks its weekday, months, quarters and years its day. A first one inside a month,
/// quarter or year that is named by its end stands for that period: <c>2024-01-01</c> with <c>ME</c> is <c>2024-01-31</c>; <c>2024-01</c> stays as it is written.
/// </remarks>
public sealed class StartedTimes : IReadOnlyList<Timestamp>
{
    private readonly Timestamp[] _stamps;

    private StartedTimes(Timestamp said, Frequency frequency, Timestamp[] stamps) => (Said, Frequency, _stamps) = (said, frequency, stamps);

    /// <summary>The first time stamp as it was sent.</summary>
    public Timestamp Said { get; }

    /// <summary>The time between two.</summary>
    public Frequency Frequency { get; }

    /// <inheritdoc />
    public int Count => _stamps.Length;

    /// <inheritdoc />
    public Timestamp this[int index] => _stamps[index];

    /// <summary>The time stamps from a first one on.</summary>
    /// <param name="start">The first one, or another day of its period.</param>
    /// <param name="frequency">The time between two; positions for a position.</param>
    /// <param name="count">How many; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">They lie outside the years 1 to 9999.</exception>
    public static StartedTimes From(Timestamp start, Frequency frequency, int count)
    {
        IReadOnlyList<Timestamp> stamps = start.IsIndex || StartSteps.Of(start, frequency) is not { } steps
            ? new SteppedTimes(start, frequency, count)
            : [.. Enumerable.Range(0, count).Select(number => start.Showing(frequency).WithLocal(new DateTime(steps.At(number))))];
        return new StartedTimes(start, frequency, [.. stamps]);
    }

    /// <summary>Whether a last day of a month leaves it open, for these stamps, if all of them are last days or have its number.</summary>
    /// <param name="start">The first one.</param>
    /// <param name="frequency">The time between two.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They lie outside the years 1 to 9999.</exception>
    internal static bool IsOpen(Timestamp start, Frequency frequency, int count) =>
        !start.IsIndex && StartSteps.IsLastDay(start, frequency) && StartSteps.Of(start, frequency) is { } steps
        && Enumerable.Range(0, count).Any(number => !MonthDay.End.Matches(new DateTime(steps.At(number))));

    /// <inheritdoc />
    public IEnumerator<Timestamp> GetEnumerator() => ((IEnumerable<Timestamp>)_stamps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
