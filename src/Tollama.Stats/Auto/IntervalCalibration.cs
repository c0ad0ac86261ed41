namespace Tollama.Stats;

/// <summary>How much wider than the methods say the intervals of a combination have to be.</summary>
/// <remarks>
/// The methods count the noise, as they saw it while fitting, not that the series may change its ways or that the method may be wrong; on
/// short series without season their 95 % intervals cover 80 % (M4: Makridakis, Spiliotis and Assimakopoulos, International Journal of
/// Forecasting 36, 2020, table 6). The factors below are the 95 % quantiles of actual errors over half the interval at origins inside the
/// training parts of M3 and Tourism, rounded: docs/models/auto.md shows them.
/// </remarks>
internal static class IntervalCalibration
{
    private const int LongestUsualSeason = 24;

    // Without season: the trend may bend. What n values cannot show, fewer values can show even less.
    private const double BendAtFirstStep = 0.55;
    private const double BendPerStep = 0.3;
    private const int BendingSteps = 7;
    private const double LengthThatShowsBends = 35;

    // With a season: the less noise there is to hide behind, the more a change of season or trend shows.
    private const double ChangeAtFirstStep = 0.4;
    private const double ChangePerSeason = 0.16;

    /// <summary>The factors for a history and its one-step forecasts.</summary>
    public static IntervalWidth For(History history, double[] fitted)
    {
        if (history.SeasonLengths is [.., > LongestUsualSeason])
        {
            return IntervalWidth.AsTold;
        }

        if (history.SeasonLength == 1)
        {
            double shortness = 1 / (1 + Math.Pow(history.Values.Length / LengthThatShowsBends, 4));
            return new IntervalWidth(1 + (BendAtFirstStep * shortness), BendPerStep * shortness, BendingSteps);
        }

        double signal = 1 - NoiseShare(history, fitted);
        return new IntervalWidth(1 + (ChangeAtFirstStep * signal), ChangePerSeason / history.SeasonLength, 2 * history.SeasonLength);
    }

    // The standard deviation of the one-step errors over that of the series, at most 1.
    private static double NoiseShare(History history, double[] fitted)
    {
        double mean = Average.Of(history.Values);
        double errors = 0, deviations = 0;
        int count = 0;
        for (int index = 0; index < fitted.Length; index++)
        {
            double error = history.Values[index] - fitted[index];
            if (history.Observed[index] && !double.IsNaN(error))
            {
                errors += error * error;
                deviations += (history.Values[index] - mean) * (history.Values[index] - mean);
                count++;
            }
        }

        return count == 0 || deviations == 0 ? 1 : Math.Min(1, Math.Sqrt(errors / deviations));
    }
}
