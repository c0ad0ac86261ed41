namespace Tollama.Neural;

/// <summary>Quantiles of sorted values.</summary>
internal static class SortedValues
{
    /// <summary>
    /// The value at rank <c>level * (count - 1)</c>, interpolated: type 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages
    /// (1996).
    /// </summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double level)
    {
        double rank = level * (sorted.Length - 1);
        int below = Math.Min((int)rank, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }
}
