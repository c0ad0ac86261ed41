namespace Tollama.Stats;

/// <summary>How much of what the trend leaves is season.</summary>
/// <remarks>
/// Wang, Smith and Hyndman, Characteristic-based clustering for time series data, Data Mining and Knowledge Discovery 13 (2006):
/// 1 - Var(remainder) / Var(season + remainder).
/// </remarks>
internal static class SeasonalStrength
{
    // The threshold that Hyndman chose for R's nsdiffs by the accuracy of forecasts on the M3 data.
    private const double Threshold = 0.64;

    /// <summary>Whether a season is strong enough for a seasonal difference.</summary>
    public static bool IsStrong(double[] values, int season) =>
        season > 1 && values.Length > 2 * season && !UnitRoots.IsConstant(values) && Measure(values, season) > Threshold;

    private static double Measure(double[] values, int season)
    {
        ClassicalDecomposition decomposition = ClassicalDecomposition.Decompose(values, season, DecompositionKind.Additive);
        double[] remainder = new double[values.Length];
        double[] detrended = new double[values.Length];
        double[] adjusted = decomposition.Adjust(values);
        for (int index = 0; index < values.Length; index++)
        {
            double trend = 0;
            int low = Math.Max(0, index - (season / 2)), high = Math.Min(values.Length - 1, index + (season / 2));
            for (int other = low; other <= high; other++)
            {
                trend += adjusted[other] / (high - low + 1);
            }

            remainder[index] = adjusted[index] - trend;
            detrended[index] = values[index] - trend;
        }

        return 1 - (Variance(remainder) / Variance(detrended));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
