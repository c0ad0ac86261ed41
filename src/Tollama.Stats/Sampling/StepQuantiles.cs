using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>The distribution of each step by some of its quantiles.</summary>
/// <remarks>
/// Between two levels, and beyond the outermost ones, a quantile is straight in the normal deviate of its level: exact for a normal distribution. A forecast none of
/// whose quantiles is below 0 (or above it) does not go there either: up to each step it is judged by the steps until then, so that the first steps do not depend on
/// the horizon.
/// </remarks>
internal sealed class StepQuantiles
{
    private readonly double[] _deviates;
    private readonly double[][] _quantiles;
    private readonly double[] _lower;
    private readonly double[] _upper;

    /// <summary>Takes the quantiles.</summary>
    /// <param name="levels">The levels, ascending; two or more.</param>
    /// <param name="quantiles">The quantile of each step, by level.</param>
    /// <param name="lower">No value is below it.</param>
    /// <param name="upper">No value is above it.</param>
    public StepQuantiles(IReadOnlyList<double> levels, double[][] quantiles, double lower, double upper)
    {
        _deviates = [.. levels.Select(NormalDistribution.InverseCdf)];
        _quantiles = quantiles;
        _lower = Limits(quantiles[0], value => value >= 0, Math.Max(lower, 0), lower);
        _upper = Limits(quantiles[^1], value => value <= 0, Math.Min(upper, 0), upper);
    }

    /// <summary>The value of a step at a normal deviate.</summary>
    public double At(int step, double deviate)
    {
        int above = Array.BinarySearch(_deviates, deviate);
        above = Math.Clamp(above < 0 ? ~above : above, 1, _deviates.Length - 1);
        double low = _quantiles[above - 1][step], high = _quantiles[above][step];
        double share = (deviate - _deviates[above - 1]) / (_deviates[above] - _deviates[above - 1]);
        return Math.Clamp(low + (share * (high - low)), _lower[step], _upper[step]);
    }

    /// <summary>The width of each step between the deviates -1 and 1.</summary>
    public double[] Widths() => [.. Enumerable.Range(0, _quantiles[0].Length).Select(step => At(step, 1) - At(step, -1))];

    // The one limit while all quantiles keep to a side of 0, the other from the first on that does not.
    private static double[] Limits(double[] quantiles, Predicate<double> keeps, double whileKept, double after)
    {
        double[] limits = new double[quantiles.Length];
        bool kept = true;
        for (int step = 0; step < limits.Length; step++)
        {
            kept &= keeps(quantiles[step]);
            limits[step] = kept ? whileKept : after;
        }

        return limits;
    }
}
