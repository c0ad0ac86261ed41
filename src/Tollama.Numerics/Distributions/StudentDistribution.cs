namespace Tollama.Numerics.Distributions;

/// <summary>Student's t distribution.</summary>
public static class StudentDistribution
{
    private const int MaxIterations = 200;

    /// <summary>The probability that a t variable stays below <paramref name="value"/>.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double Cdf(double value, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        double tail = UpperTail(Math.Abs(value), degreesOfFreedom);
        return value < 0 ? tail : 1 - tail;
    }

    /// <summary>The value that a t variable stays below with probability <paramref name="probability"/>.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    /// <returns>The quantile, to about 1 part in 10^12.</returns>
    /// <remarks>
    /// Closed forms for one and two degrees of freedom. Otherwise Newton's method on the tail probability, kept inside a bracket,
    /// started from the normal quantile.
    /// </remarks>
    public static double InverseCdf(double probability, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability with a finite quantile lies in (0, 1).");
        }

        double tail = Math.Min(probability, 1 - probability);
        double value = tail == 0.5 ? 0 : InverseUpperTail(tail, degreesOfFreedom);
        return probability < 0.5 ? -value : value;
    }

    private static double InverseUpperTail(double tail, double degreesOfFreedom)
    {
        if (degreesOfFreedom == 1)
        {
            return 1 / Math.Tan(Math.PI * tail);
        }

        if (degreesOfFreedom == 2)
        {
            return (1 - (2 * tail)) / Math.Sqrt(2 * tail * (1 - tail));
        }

        double low = -NormalDistribution.InverseCdf(tail);
        double high = Math.Max(2 * low, 1);
        while (UpperTail(high, degreesOfFreedom) > tail)
        {
            low = high;
            high *= 2;
        }

        return Solve(tail, degreesOfFreedom, low, high);
    }

    private static double Solve(double tail, double degreesOfFreedom, double low, double high)
    {
        double value = low;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double excess = UpperTail(value, degreesOfFreedom) - tail;
            (low, high) = excess > 0 ? (value, high) : (low, value);
            double next = value + (excess / Density(value, degreesOfFreedom));
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            if (Math.Abs(next - value) <= 1e-15 * Math.Abs(next))
            {
                return next;
            }

            value = next;
        }

        return value;
    }

    private static double UpperTail(double value, double degreesOfFreedom) =>
        0.5 * SpecialFunctions.IncompleteBeta(degreesOfFreedom / (degreesOfFreedom + (value * value)), degreesOfFreedom / 2, 0.5);

    private static double Density(double value, double degreesOfFreedom)
    {
        double logConstant = SpecialFunctions.LogGamma((degreesOfFreedom + 1) / 2) - SpecialFunctions.LogGamma(degreesOfFreedom / 2)
            - (0.5 * Math.Log(Math.PI * degreesOfFreedom));
        return Math.Exp(logConstant - (0.5 * (degreesOfFreedom + 1) * double.LogP1(value * value / degreesOfFreedom)));
    }
}
