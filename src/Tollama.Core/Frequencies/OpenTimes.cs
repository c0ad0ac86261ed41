namespace Tollama.Core.Frequencies;

/// <summary>The times of a week at which there are values: the days from Monday to Saturday, or every five minutes of a trading day.</summary>
/// <remarks>Equal when their <see cref="Text"/> is.</remarks>
public sealed class OpenTimes : IEquatable<OpenTimes>
{
    private readonly OpenSession[] _sessions;
    private readonly int[] _before;
    private readonly long _step;

    /// <summary>Creates open times.</summary>
    /// <param name="sessions">The sessions, ascending, at least one; each within a day.</param>
    /// <param name="step">The ticks from one time to the next within a session.</param>
    internal OpenTimes(OpenSession[] sessions, long step)
    {
        _sessions = sessions;
        _step = step;
        _before = new int[sessions.Length];
        for (int index = 0; index < sessions.Length; index++)
        {
            _before[index] = Count;
            Count += sessions[index].Count;
        }

        Text = OpenTimesText.Of(sessions, step);
    }

    /// <summary>As a frequency's name has them.</summary>
    /// <value><c>Mon-Sat</c>, <c>Mon,Wed,Fri</c>, <c>Mon-Fri 09:30-15:55</c>, <c>Mon-Fri 08:00-18:00; Sat 09:00-12:00</c>, ….</value>
    public string Text { get; }

    /// <summary>How many there are in a week; at least 1.</summary>
    public int Count { get; }

    /// <summary>How many each open day has; <see langword="null"/> when some days have more than others.</summary>
    public int? CountADay
    {
        get
        {
            int[] counts = [.. _sessions.GroupBy(session => session.Start / TimeSpan.TicksPerDay).Select(day => day.Sum(session => session.Count))];
            return Array.TrueForAll(counts, count => count == counts[0]) ? counts[0] : null;
        }
    }

    /// <summary>Makes them of the times at which there are values.</summary>
    /// <param name="offsets">Ticks since the week's Monday began, ascending, at least one.</param>
    /// <param name="step">The ticks from one to the next within a session: a day for values of whole days.</param>
    public static OpenTimes Of(ReadOnlySpan<long> offsets, long step)
    {
        List<OpenSession> sessions = [];
        long expected = -1;
        foreach (long offset in offsets)
        {
            if (offset == expected && offset % TimeSpan.TicksPerDay >= step)
            {
                sessions[^1] = sessions[^1] with { Count = sessions[^1].Count + 1 };
            }
            else
            {
                sessions.Add(new OpenSession(offset, 1));
            }

            expected = offset + step;
        }

        return new OpenTimes([.. sessions], step);
    }

    /// <inheritdoc/>
    public bool Equals(OpenTimes? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpenTimes);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>How many of them lie before a time of the week, or at it.</summary>
    /// <param name="ticks">Ticks since the week's Monday began.</param>
    internal int CountTo(long ticks)
    {
        (int low, int high) = (0, _sessions.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _sessions[middle].Start <= ticks ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : _before[low - 1] + (int)Math.Min(_sessions[low - 1].Count, ((ticks - _sessions[low - 1].Start) / _step) + 1);
    }

    /// <summary>One of them, in ticks since the week's Monday began.</summary>
    /// <param name="index">Its number, from 0.</param>
    internal long At(int index)
    {
        int session = Array.BinarySearch(_before, index);
        session = session >= 0 ? session : ~session - 1;
        return _sessions[session].Start + ((index - _before[session]) * _step);
    }
}
