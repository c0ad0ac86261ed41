using Tollama.Numerics.Distributions;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Tells whether a series repeats itself after a season.</summary>
/// <remarks>
/// As in R's <c>thetaf</c>, after Makridakis and Hibon's handling of the M3 competition: the autocorrelation at the season, divided by its
/// standard error after Bartlett, sqrt((1 + 2 * sum of the squared autocorrelations at shorter lags) / n), exceeds the 95 % quantile of the
/// normal distribution, 1.645, in magnitude. Needs more than two seasons and a series that is not constant.
/// </remarks>
public static class SeasonalityTest
{
    private static readonly double CriticalValue = NormalDistribution.InverseCdf(0.95);

    /// <summary>True if the season is significant.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLength">The season, at least 1; 1 is never significant.</param>
    public static bool IsSeasonal(ReadOnlySpan<double> values, int seasonLength) =>
        IsSeasonal(values, seasonLength, WorkMeter.Endless());

    internal static bool IsSeasonal(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter)
    {
        if (seasonLength < 2 || values.Length <= 2L * seasonLength)
        {
            return false;
        }

        meter.Spend(4L * values.Length);
        double[] centred = Centre(values);
        double variance = LaggedProduct(centred, 0);
        if (variance == 0)
        {
            return false;
        }

        double squares = 0;
        for (int lag = 1; lag < seasonLength; lag++)
        {
            meter.Spend(2L * values.Length);
            double correlation = LaggedProduct(centred, lag) / variance;
            squares += correlation * correlation;
        }

        double standardError = Math.Sqrt((1 + (2 * squares)) / values.Length);
        return Math.Abs(LaggedProduct(centred, seasonLength) / variance) / standardError > CriticalValue;
    }

    private static double[] Centre(ReadOnlySpan<double> values)
    {
        double mean = Average.Of(values);
        double[] centred = values.ToArray();
        for (int index = 0; index < centred.Length; index++)
        {
            centred[index] -= mean;
        }

        return centred;
    }

    private static double LaggedProduct(double[] centred, int lag)
    {
        double sum = 0;
        for (int index = lag; index < centred.Length; index++)
        {
            sum += centred[index] * centred[index - lag];
        }

        return sum;
    }
}
