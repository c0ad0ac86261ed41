namespace Tollama.Core.Frequencies;

/// <summary>Points at equal distances that are no whole number of ticks: 30 a second, or as many as were counted in a time.</summary>
/// <param name="origin">The point with the number 0.</param>
/// <param name="span">A length of time, at least <paramref name="count"/> ticks.</param>
/// <param name="count">The steps in it, at least 1.</param>
public sealed class RatioSequence(long origin, long span, long count) : StepSequence
{
    /// <inheritdoc/>
    public override long At(long number) => Checked(origin + Divide(((Int128)number * span) + (count / 2), count), number);

    /// <inheritdoc/>
    public override long Floor(long ticks) => Settle(ticks, (long)Divide((Int128)(ticks - origin) * count, span));

    private static Int128 Divide(Int128 dividend, long divisor)
    {
        (Int128 quotient, Int128 rest) = Int128.DivRem(dividend, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private static long Checked(Int128 point, long number) => point >= long.MinValue && point <= long.MaxValue
        ? (long)point
        : throw new ArgumentOutOfRangeException(nameof(number), number, "The point lies outside the calendar.");
}
