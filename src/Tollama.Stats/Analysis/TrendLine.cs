using Tollama.Core.Analysis;
using Tollama.Numerics.Distributions;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The straight line by least squares through the observed values of a series, and whether it really goes up or down.</summary>
/// <remarks>
/// A direction is told where the slope of the series without its seasons differs from 0 at 5 %. Neighbouring values are not independent, so the number of
/// values counts as n (1 - r) / (1 + r), with the correlation r of neighbouring residuals: Santer and others, Statistical significance of trends and trend
/// differences in layer-average atmospheric temperature time series, Journal of Geophysical Research 105 (2000).
/// </remarks>
internal sealed record TrendLine(double Slope, double R2, double Significance)
{
    private const double Level = 0.05;

    /// <summary>The trend of a series.</summary>
    public static FoundTrend Describe(History history, AnalyzedComponents components, WorkMeter meter)
    {
        TrendLine raw = Of(history.Values, history.Observed, meter);
        TrendLine adjusted = components.Seasons.Count == 0 ? raw : Of(components.Adjusted, history.Observed, meter);
        bool isFlat = components.IsFlat || !(adjusted.Significance < Level);
        string direction = isFlat ? FoundTrend.Flat : adjusted.Slope > 0 ? FoundTrend.Up : FoundTrend.Down;
        return new FoundTrend(direction, history.Unscale(raw.Slope), raw.R2, components.TrendStrength);
    }

    /// <summary>The line.</summary>
    /// <param name="values">The series.</param>
    /// <param name="observed">Which values count.</param>
    /// <param name="meter">Counts the work.</param>
    internal static TrendLine Of(double[] values, bool[] observed, WorkMeter meter)
    {
        meter.Spend(12L * values.Length);
        int count = 0;
        double meanPlace = 0, meanValue = 0, places = 0, products = 0, squares = 0;
        for (int index = 0; index < values.Length; index++)
        {
            if (observed[index])
            {
                count++;
                double place = index - meanPlace, value = values[index] - meanValue;
                meanPlace += place / count;
                meanValue += value / count;
                places += place * (index - meanPlace);
                products += place * (values[index] - meanValue);
                squares += value * (values[index] - meanValue);
            }
        }

        if (count < 2 || squares <= 0)
        {
            return new TrendLine(0, 0, 1);
        }

        double slope = products / places;
        double r2 = Math.Clamp(slope * products / squares, 0, 1);
        return new TrendLine(slope, r2, SignificanceOf(values, observed, count, index => values[index] - meanValue - (slope * (index - meanPlace)), slope * slope * places));
    }

    private static double SignificanceOf(double[] values, bool[] observed, int count, Func<int, double> residual, double explained)
    {
        double left = 0, neighbours = 0;
        for (int index = 0; index < values.Length; index++)
        {
            double own = observed[index] ? residual(index) : 0;
            left += own * own;
            neighbours += index > 0 && observed[index] && observed[index - 1] ? own * residual(index - 1) : 0;
        }

        double correlation = left > 0 ? Math.Clamp(neighbours / left, 0, 1) : 0;
        double freedom = (count * (1 - correlation) / (1 + correlation)) - 2;
        if (freedom <= 0)
        {
            return 1;
        }

        double statistic = Math.Sqrt(explained * freedom / left);
        return double.IsNaN(statistic) ? 1 : double.IsInfinity(statistic) ? 0 : 2 * StudentDistribution.Cdf(-statistic, freedom);
    }
}
