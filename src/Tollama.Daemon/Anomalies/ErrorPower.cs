namespace Tollama.Daemon.Anomalies;

/// <summary>How the size of the errors grows with what was expected: not at all, with its square root as counts do, or in proportion.</summary>
/// <param name="Exponent">0, 0.5 or 1.</param>
/// <param name="Typical">The middle of what was expected.</param>
internal sealed record ErrorPower(double Exponent, double Typical)
{
    // Below this share of what is typical an error is no smaller.
    private const double Lowest = 0.05;

    private const double Freedom = 4;
    private const int Rounds = 15;

    // So much must be gained over all values.
    private const double LeastGain = 3;

    private static readonly double[] Exponents = [0.5, 1];

    /// <summary>What the spread of the errors is to be multiplied by where so much is expected.</summary>
    internal double UnitOf(double expected) => Exponent == 0 ? 1 : Math.Pow(Math.Max(expected / Typical, Lowest), Exponent);

    /// <summary>The power that fits the errors best.</summary>
    /// <param name="errors">Errors.</param>
    /// <param name="expected">What was expected at each of them.</param>
    /// <param name="isSparse">Whether many values are 0: then errors are as large as what is seldom, whatever is expected.</param>
    /// <remarks>By the likelihood of a law whose scale is a power of its mean, of heavy tails, so that anomalies hardly count.</remarks>
    internal static ErrorPower Of(IReadOnlyList<double> errors, IReadOnlyList<double> expected, bool isSparse)
    {
        double[] sorted = [.. expected];
        Array.Sort(sorted);
        double typical = sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
        ErrorPower best = new(0, typical);
        if (isSparse || typical <= 0 || sorted[sorted.Length / 20] < 0)
        {
            return best;
        }

        double least = CostOf(best, errors, expected) - (LeastGain / errors.Count);
        foreach (double exponent in Exponents)
        {
            ErrorPower power = new(exponent, typical);
            double cost = CostOf(power, errors, expected);
            (best, least) = cost < least ? (power, cost) : (best, least);
        }

        return best;
    }

    // Minus the mean logarithm of the likelihood of Student's law with four degrees of freedom, whose scale is estimated: no error counts for more than its logarithm.
    private static double CostOf(ErrorPower power, IReadOnlyList<double> errors, IReadOnlyList<double> expected)
    {
        double[] squares = new double[errors.Count];
        double logs = 0;
        for (int place = 0; place < squares.Length; place++)
        {
            double unit = power.UnitOf(expected[place]), error = errors[place] / unit;
            squares[place] = error * error;
            logs += Math.Log(unit);
        }

        double variance = Math.Max(double.Epsilon, squares.Average());
        for (int round = 0; round < Rounds; round++)
        {
            double before = variance;
            variance = Math.Max(double.Epsilon, squares.Average(square => (Freedom + 1) / (Freedom + (square / before)) * square));
        }

        return (0.5 * Math.Log(variance)) + squares.Average(square => 0.5 * (Freedom + 1) * Math.Log(1 + (square / variance / Freedom))) + (logs / squares.Length);
    }
}
