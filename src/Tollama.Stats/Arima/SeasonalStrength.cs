namespace Tollama.Stats;

/// <summary>How much of what the trend leaves is season.</summary>
/// <remarks>
/// Wang, Smith and Hyndman, Characteristic-based clustering for time series data, Data Mining and Knowledge Discovery 13 (2006):
/// 1 - Var(remainder) / Var(season + remainder), by STL.
/// </remarks>
internal static class SeasonalStrength
{
    // The threshold that Hyndman chose for R's nsdiffs by the accuracy of forecasts on the M3 data.
    private const double Threshold = 0.64;
    private const int SeasonalWindow = 11;

    /// <summary>Whether a season is strong enough for a seasonal difference.</summary>
    public static bool IsStrong(double[] values, int season) =>
        season > 1 && values.Length > 2 * season && !UnitRoots.IsConstant(values) && Measure(values, season) > Threshold;

    private static double Measure(double[] values, int season)
    {
        Stl stl = Stl.Decompose(values, season, new StlSettings { SeasonalWindow = SeasonalWindow });
        double[] detrended = [.. stl.Seasonal.Zip(stl.Remainder, (part, rest) => part + rest)];
        return 1 - (Variance(stl.Remainder) / Variance(detrended));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
