using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Where the steps of a series that was made regular stood in the series as it was sent.</summary>
/// <param name="sent">The series as it was sent.</param>
/// <param name="regular">The same series, sorted, with its gaps filled.</param>
internal sealed class SentPositions(TimeSeries sent, TimeSeries regular)
{
    private (Timestamp Time, int Position)[]? _byTime;

    /// <summary>The position of the value of a step; where several were merged into one, that of the first.</summary>
    /// <param name="step">The step, from 0.</param>
    internal int Of(int step)
    {
        if (ReferenceEquals(sent.Target, regular.Target) || sent.Times is not { } times || regular.Times is null)
        {
            return step;
        }

        _byTime ??= [.. times.Select((time, position) => (time, position)).OrderBy(pair => pair.time).ThenBy(pair => pair.position)];
        return _byTime[LastUpTo(regular.Times[step])].Position;
    }

    // A stamp that lies a little off the steps was moved onto one: the one before it is the nearest that is known.
    private int LastUpTo(Timestamp time)
    {
        int low = 0, high = _byTime!.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _byTime[middle].Time <= time ? (middle, high) : (low, middle - 1);
        }

        while (low > 0 && _byTime[low - 1].Time == _byTime[low].Time)
        {
            low--;
        }

        return low;
    }
}
