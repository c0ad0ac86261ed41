using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The test of Phillips and Perron for a unit root, with a constant.</summary>
/// <remarks>
/// Phillips and Perron, Testing for a unit root in time series regression, Biometrika 75 (1988), statistic Z(t): the t ratio of the value
/// before in a regression of each difference on it and a constant, corrected for correlated errors by their long-run variance, with Bartlett
/// weights (Newey and West, 1987) up to lag 4 (n / 100)^(1/4). Critical values by MacKinnon, Critical values for cointegration tests (1991).
/// Lags and values are those of R's <c>ndiffs(test = "pp")</c>.
/// </remarks>
internal static class PhillipsPerron
{
    private const int ValuesNeeded = 4;

    /// <summary>The statistic; <see langword="null"/> when the series is too short for it.</summary>
    public static double? Statistic(double[] values, WorkMeter meter)
    {
        int count = values.Length - 1;
        if (values.Length < ValuesNeeded)
        {
            return null;
        }

        meter.Spend(4L * count);
        double[] differences = Differencing.AtLag(values, 1);
        double[] constant = new double[count];
        constant.AsSpan().Fill(1);
        TRatio regression = TRatio.Of([constant, values[..^1]], differences, meter);
        double[] errors = regression.Residuals;
        double variance = regression.SquaredErrors / count;
        int lags = (int)(4 * Math.Pow(count / 100.0, 0.25));
        double longRun = variance;
        for (int lag = 1; lag <= Math.Min(lags, count - 1); lag++)
        {
            meter.Spend(2L * count);
            longRun += 2.0 / count * (1 - (lag / (lags + 1.0))) * DenseVector.Dot(errors.AsSpan(lag), errors.AsSpan(0, count - lag));
        }

        if (!double.IsFinite(regression.Value) || !(longRun > 0))
        {
            return regression.Value;
        }

        meter.Spend(6L * count);
        double mean = Average.Of(values.AsSpan(1)), spread = 0;
        foreach (double value in values.AsSpan(1))
        {
            spread += (value - mean) * (value - mean);
        }

        double correction = 0.5 * (longRun - variance) / Math.Sqrt(longRun) / (Math.Sqrt(spread) / count);
        return (Math.Sqrt(variance / longRun) * regression.Value) - correction;
    }

    /// <summary>Below it a unit root is rejected at level 0.05.</summary>
    /// <param name="length">The number of values of the series.</param>
    public static double CriticalValue(int length)
    {
        double count = length - 1;
        return -2.8621 - (2.738 / count) - (8.36 / (count * count));
    }
}
