using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The test of Osborn, Chui, Smith and Birchenhall for a seasonal unit root.</summary>
/// <remarks>
/// Osborn, Chui, Smith and Birchenhall, Seasonality and the order of integration for consumption, Oxford Bulletin of Economics and
/// Statistics 50 (1988). With season m, the series differenced over 1 and over m is regressed on some of its own lags, on the series
/// differenced over m a step before, and on the plain differences a season before, the last two filtered by an autoregression of the first.
/// The statistic is the t ratio of the last; where it is large, a unit root over the season is not rejected. Lags and the smoothed critical
/// value are those of R's <c>nsdiffs(test = "ocsb")</c>: AIC compares one to three lags, and the regression has one fewer than it prefers.
/// </remarks>
internal static class OcsbTest
{
    private const int MostLags = 3;

    /// <summary>The number of seasonal differences, 0 or 1; 0 when the series is too short for the test.</summary>
    /// <param name="values">The series.</param>
    /// <param name="season">The number of values in a season, at least 2.</param>
    /// <param name="meter">Counts the work.</param>
    public static int Differences(double[] values, int season, WorkMeter meter) =>
        Statistic(values, season, meter) > CriticalValue(season) ? 1 : 0;

    /// <summary>The statistic; NaN when the series is too short or too regular for it.</summary>
    public static double Statistic(double[] values, int season, WorkMeter meter)
    {
        if (values.Length - season - 1 - MostLags <= MostLags + 2 || UnitRoots.IsConstant(values))
        {
            return double.NaN;
        }

        Series series = new(values, season, meter);
        int best = 0;
        double least = double.PositiveInfinity;
        for (int lags = 1; lags <= MostLags; lags++)
        {
            TRatio regression = series.Regress(lags, MostLags, meter);
            int count = regression.Residuals.Length;
            double aic = (count * Math.Log(regression.SquaredErrors / count)) + (2 * lags);
            if (aic < least)
            {
                (best, least) = (lags - 1, aic);
            }
        }

        return series.Regress(best, best, meter).Value;
    }

    /// <summary>Above it a seasonal unit root is not rejected at level 0.05; smoothed over simulated values for many seasons.</summary>
    public static double CriticalValue(int season)
    {
        double distance = Math.Log(season) - 0.7656451;
        return (-0.2937411 * Math.Exp((-0.2850853 * distance) - (0.05983644 * distance * distance))) - 1.652202;
    }

    // Position t of each series belongs to value t; what has no meaning there is 0 and never read.
    private sealed class Series
    {
        private readonly double[] _plain;
        private readonly double[] _seasonal;
        private readonly double[] _both;
        private readonly int _season;

        public Series(double[] values, int season, WorkMeter meter)
        {
            meter.Spend(6L * values.Length);
            _season = season;
            _plain = Differenced(values, 1, from: 1);
            _seasonal = Differenced(values, season, from: season);
            _both = Differenced(_seasonal, 1, from: season + 1);
        }

        /// <summary>The regression with a number of lags, on the values that as many as <paramref name="skipped"/> lags leave.</summary>
        public TRatio Regress(int lags, int skipped, WorkMeter meter)
        {
            int start = _season + 1 + skipped, count = _both.Length - start;
            meter.Spend(2L * count);
            double[] response = _both[start..];
            double[] filter = lags == 0 ? [] : TRatio.Of(Lags(), response, meter).Coefficients;
            double[] seasonal = new double[count], plain = new double[count];
            for (int index = 0; index < count; index++)
            {
                meter.Spend(6 + (4 * lags));
                seasonal[index] = Filtered(_seasonal, filter, start + index - 1);
                plain[index] = Filtered(_plain, filter, start + index - _season);
            }

            return TRatio.Of([.. Lags(), seasonal, plain], response, meter);

            double[][] Lags()
            {
                meter.Spend((long)lags * count);
                return [.. Enumerable.Range(1, lags).Select(lag => _both[(start - lag)..^lag])];
            }
        }

        private static double Filtered(double[] values, double[] filter, int position)
        {
            double value = values[position];
            for (int lag = 1; lag <= filter.Length; lag++)
            {
                value -= filter[lag - 1] * values[position - lag];
            }

            return value;
        }

        private static double[] Differenced(double[] values, int lag, int from)
        {
            double[] result = new double[values.Length];
            for (int index = from; index < values.Length; index++)
            {
                result[index] = values[index] - values[index - lag];
            }

            return result;
        }
    }
}
