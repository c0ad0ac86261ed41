namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The range of k independent standard normal values: the studentized range with infinitely many degrees of freedom.</summary>
internal static class StudentizedRange
{
    // Outside of it a normal density is below 1e-15. The trapezoid rule is exact to rounding for so smooth an integrand at this step.
    private const double Edge = 8.5;
    private const double Step = 0.05;

    /// <summary>The value that the range exceeds with a probability, by halving an interval.</summary>
    /// <param name="outside">The probability, between 0 and 1: 0.05.</param>
    /// <param name="count">How many values, at least 2.</param>
    internal static double Critical(double outside, int count)
    {
        double low = 0;
        double high = 2 * Edge;
        while (high - low > 1e-12 * high)
        {
            double middle = (low + high) / 2;
            if (Below(middle, count) < 1 - outside)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>
    /// The probability that the range is below a value, k times the integral over z of f(z) [F(z) - F(z - range)]^(k - 1): the largest is z and no other is farther below it than the range
    /// (David and Nagaraja, Order Statistics, 2003, section 2.3).
    /// </summary>
    internal static double Below(double range, int count)
    {
        double sum = 0;
        for (double z = -Edge; z <= Edge; z += Step)
        {
            sum += Density(z) * Math.Pow(Cumulative(z) - Cumulative(z - range), count - 1);
        }

        return Math.Min(count * Step * sum, 1);
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The normal distribution by its series, 1/2 + f(z) (z + z^3/3 + z^5/15 + …): Abramowitz and Stegun (1964), 26.2.11.</summary>
    private static double Cumulative(double z)
    {
        if (Math.Abs(z) > Edge)
        {
            return z > 0 ? 1 : 0;
        }

        double term = z;
        double sum = z;
        for (int odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return Math.Clamp(0.5 + Density(z) * sum, 0, 1);
    }
}
