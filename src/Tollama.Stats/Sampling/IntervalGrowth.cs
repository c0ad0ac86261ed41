namespace Tollama.Stats;

/// <summary>How much of the error of a step is still in the errors of later steps, by how the intervals grow.</summary>
/// <remarks>
/// The error of step h of a linear model is the sum of its h one-step errors, the error of k steps before with weight k: Hyndman, Koehler, Ord and Snyder,
/// Forecasting with Exponential Smoothing (2008), section 6.1; Box and Jenkins, Time Series Analysis (1976), section 5.1. So its variance grows by the square of
/// weight h when the horizon goes from h to h + 1 steps, and where nobody knows the weights, their sizes follow from how the intervals grow.
/// </remarks>
internal static class IntervalGrowth
{
    /// <summary>The weights, none of them negative, with which intervals grow as they do. The first weights do not depend on the horizon.</summary>
    /// <param name="widths">The width of the same interval at each step; at least 0.</param>
    /// <param name="mean">The mean of each step.</param>
    /// <returns>As many weights as steps, the first of them 1.</returns>
    public static double[] WeightsOf(double[] widths, double[] mean)
    {
        (double[] weights, double[] drops) = Grow(widths);

        // Where errors are shares of the level, the interval of a low season is narrow without anything being forgotten.
        (double[] relative, double[] relativeDrops) = Grow([.. widths.Zip(mean, (width, level) => width / Math.Abs(level))]);
        for (int step = 0; step < weights.Length && mean[step] != 0 && Math.Sign(mean[step]) == Math.Sign(mean[0]); step++)
        {
            weights[step] = relativeDrops[step] < drops[step] ? relative[step] : weights[step];
        }

        return weights;
    }

    // The weights, and by how much in all, in variances, intervals up to each step are narrower than weights can tell.
    private static (double[] Weights, double[] Drops) Grow(double[] widths)
    {
        double[] weights = new double[widths.Length], drops = new double[widths.Length];
        weights[0] = 1;
        double sum = 1, dropped = 0, first = widths[0] * widths[0], total = 1;
        for (int step = 1; step < widths.Length && first > 0; step++)
        {
            double variance = widths[step] * widths[step] / first;
            double growth = variance - sum;
            weights[step] = growth > 0 ? Math.Sqrt(growth) : 0;
            sum += Math.Max(growth, 0);
            dropped += Math.Max(-growth, 0);
            total += variance;
            drops[step] = dropped / total;
        }

        return (weights, drops);
    }
}
