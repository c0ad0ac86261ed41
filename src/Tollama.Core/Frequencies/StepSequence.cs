namespace Tollama.Core.Frequencies;

/// <summary>An endless ascending sequence of points in time, each with a number.</summary>
/// <remarks>
/// Points are ticks of 100 ns since the year 1 on one calendar (local or UTC), or the positions of a numbered series.
/// Every point is computed from its number alone, so nothing drifts: 31 January, 28 February, 31 March.
/// </remarks>
public abstract class StepSequence
{
    /// <summary>The point with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point lies outside the years 1 to 9999.</exception>
    public abstract long At(long number);

    /// <summary>The number of the last point that is not after <paramref name="ticks"/>.</summary>
    public abstract long Floor(long ticks);

    /// <summary>The number of the nearest point; the earlier one when two are equally near.</summary>
    public virtual long Nearest(long ticks)
    {
        long number = Floor(ticks);
        long before = At(number);
        return before == ticks || ticks - before <= At(number + 1) - ticks ? number : number + 1;
    }

    /// <summary>The number of the last point that is not after a time, searched from a number that is near.</summary>
    protected long Settle(long ticks, long guess)
    {
        while (At(guess) > ticks)
        {
            guess--;
        }

        while (At(guess + 1) <= ticks)
        {
            guess++;
        }

        return guess;
    }

    /// <summary>The point <paramref name="steps"/> after <paramref name="ticks"/>.</summary>
    /// <remarks>Ticks between two points move to the next one with the first step.</remarks>
    internal long Step(long ticks, long steps)
    {
        long number = Floor(ticks);
        bool between = At(number) != ticks;
        return At(between && steps < 0 ? number + 1 + steps : number + steps);
    }
}
