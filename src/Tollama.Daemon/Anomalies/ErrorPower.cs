namespace Tollama.Daemon.Anomalies;

/// <summary>How the size of the errors grows with what was expected: not at all, with its square root as counts do, or in proportion.</summary>
/// <param name="Exponent">0, 0.5 or 1.</param>
/// <param name="Typical">The middle of what was expected.</param>
internal readonly record struct ErrorPower(double Exponent, double Typical)
{
    // Below this share of what is typical an error is no smaller.
    private const double Lowest = 0.05;

    // The largest errors have no say.
    private const double Kept = 0.9;

    // So much must be gained over all values.
    private const double LeastGain = 3;

    private static readonly double[] Exponents = [0.5, 1];

    /// <summary>What the spread of the errors is to be multiplied by where so much is expected.</summary>
    internal double UnitOf(double expected) => Exponent == 0 ? 1 : Math.Pow(Math.Max(expected / Typical, Lowest), Exponent);

    /// <summary>The power that fits the errors best.</summary>
    /// <param name="errors">Errors.</param>
    /// <param name="expected">What was expected at each of them.</param>
    /// <param name="isSparse">Whether many values are 0: then errors are as large as what is seldom, whatever is expected.</param>
    /// <remarks>By the likelihood of a law whose scale is a power of its mean, with the largest errors left out.</remarks>
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

    private static double CostOf(ErrorPower power, IReadOnlyList<double> errors, IReadOnlyList<double> expected)
    {
        double[] sizes = new double[errors.Count];
        double logs = 0;
        for (int place = 0; place < sizes.Length; place++)
        {
            double unit = power.UnitOf(expected[place]);
            sizes[place] = Math.Abs(errors[place]) / unit;
            logs += Math.Log(unit);
        }

        Array.Sort(sizes);
        double mean = sizes.Take((int)Math.Ceiling(Kept * sizes.Length)).DefaultIfEmpty().Average();
        return Math.Log(Math.Max(mean, double.Epsilon)) + (logs / sizes.Length);
    }
}
