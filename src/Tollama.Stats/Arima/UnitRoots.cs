using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How often a series has to be differenced to become stationary.</summary>
internal static class UnitRoots
{
    /// <summary>Above it <see cref="Kpss"/> rejects a stationary level: their table 1, level 0.05.</summary>
    internal const double CriticalValue = 0.463;

    /// <summary>As many differences as it takes until a test no longer finds a unit root.</summary>
    public static int Differences(double[] values, int most, UnitRootTest test, WorkMeter meter)
    {
        int differences = 0;
        for (double[] current = values; differences < most && !IsConstant(current) && HasUnitRoot(current, test, meter); differences++)
        {
            current = Differencing.AtLag(current, 1);
        }

        return differences;
    }

    // What is too short for its test stays as it is. A statistic that is no number is that of a straight line, which needs a difference.
    private static bool HasUnitRoot(double[] values, UnitRootTest test, WorkMeter meter) => test switch
    {
        UnitRootTest.Adf => DickeyFuller.Statistic(values, meter) is double statistic && !(statistic <= DickeyFuller.CriticalValue(values.Length)),
        UnitRootTest.Pp => PhillipsPerron.Statistic(values, meter) is double statistic && !(statistic <= PhillipsPerron.CriticalValue(values.Length)),
        _ => Kpss(values, meter) > CriticalValue,
    };

    /// <summary>Whether all values are the same; true of none and of one.</summary>
    public static bool IsConstant(ReadOnlySpan<double> values) => values.Length == 0 || !values.ContainsAnyExcept(values[0]);

    /// <summary>The statistic of the test for a stationary level.</summary>
    /// <remarks>
    /// Kwiatkowski, Phillips, Schmidt and Shin, Testing the null hypothesis of stationarity against the alternative of a unit root, Journal
    /// of Econometrics 54 (1992): the sum of squared partial sums of the deviations from the mean over n² times the long-run variance, with
    /// Bartlett weights up to lag 3 sqrt(n) / 13, as R's <c>ndiffs</c> uses it.
    /// </remarks>
    public static double Kpss(double[] values, WorkMeter meter)
    {
        meter.Spend(4L * values.Length);
        int length = values.Length;
        double mean = values.Average();
        double[] deviations = Array.ConvertAll(values, value => value - mean);
        double partial = 0, squares = 0;
        foreach (double deviation in deviations)
        {
            partial += deviation;
            squares += partial * partial;
        }

        int lags = (int)(3 * Math.Sqrt(length) / 13);
        double variance = DenseVector.SumOfSquares(deviations);
        for (int lag = 1; lag <= lags; lag++)
        {
            meter.Spend(length);
            variance += 2 * (1 - (lag / (lags + 1.0))) * DenseVector.Dot(deviations.AsSpan(lag), deviations);
        }

        return squares / ((double)length * variance);
    }
}
