namespace Tollama.Core.Frequencies;

/// <summary>The points of another sequence as a clock shows them that knows only whole seconds, milliseconds or days.</summary>
/// <param name="exact">The sequence; its steps are longer than the quantum.</param>
/// <param name="quantum">What the clock counts, in ticks; at least 1.</param>
/// <param name="rounding">What is added before the rest is cut off: 0 to cut, half the quantum to round.</param>
public sealed class RoundedSequence(StepSequence exact, long quantum, long rounding) : StepSequence
{
    /// <inheritdoc/>
    public override long At(long number)
    {
        long point = exact.At(number) + rounding;
        long rest = point % quantum;
        return point - (rest < 0 ? rest + quantum : rest);
    }

    /// <inheritdoc/>
    public override long Floor(long ticks) => Settle(ticks, exact.Floor(ticks));
}
