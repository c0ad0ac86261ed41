using Tollama.Core.Api;

namespace Tollama.Stats.Tests.Insights;

/// <summary>The law of components.</summary>
internal static class ComponentsAssert
{
    /// <summary>Trend, seasons and remainder are the value, up to rounding, wherever one is observed and their product can be told.</summary>
    public static void ShouldAddUpTo(this SeriesComponents parts, double[] y)
    {
        double largest = y.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int index = 0; index < y.Length; index++)
        {
            bool multiplies = parts.Multiplicative == true;
            double whole = parts.Seasonal.Values.Aggregate(parts.Trend[index], (sum, season) => multiplies ? sum * season[index] : sum + season[index]);
            if (double.IsNaN(y[index]))
            {
                parts.Remainder[index].ShouldBe(double.NaN);
            }
            else
            {
                double size = parts.Seasonal.Values.Sum(season => Math.Abs(season[index])) + Math.Abs(parts.Trend[index]) + largest;
                (multiplies ? whole * parts.Remainder[index] : whole + parts.Remainder[index]).ShouldBe(y[index], (1e-12 * size) + double.Epsilon);
            }
        }
    }
}
