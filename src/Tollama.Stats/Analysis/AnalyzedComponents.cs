using Tollama.Core.Analysis;
using Tollama.Numerics.Smoothing;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A series without its seasons, and how strong its seasons and its trend are.</summary>
/// <param name="Adjusted">The series without its seasons.</param>
/// <param name="Seasons">The seasons, the shortest first.</param>
/// <param name="TrendStrength">How much of what the seasons leave the trend explains: from 0 to 1.</param>
/// <param name="IsFlat">True if nothing but rounding varies in what the seasons leave.</param>
internal sealed record AnalyzedComponents(double[] Adjusted, IReadOnlyList<FoundSeason> Seasons, double TrendStrength, bool IsFlat)
{
    private const double Rounding = 1e-10;
    private const int SmallestWindow = 9;
    private const int WindowsInSeries = 4;

    /// <summary>Takes a series apart.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLengths">Its seasons, ascending, each at most half as long as the series.</param>
    /// <param name="meter">Counts the work.</param>
    public static AnalyzedComponents Of(double[] values, int[] seasonLengths, WorkMeter meter)
    {
        double magnitude = Magnitude.Of(values);
        if (seasonLengths.Length == 0)
        {
            double[] trend = new double[values.Length];
            if (values.Length < SmallestWindow)
            {
                return new AnalyzedComponents(values, [], 0, IsWithin(values, magnitude));
            }

            double[] weights = new double[values.Length];
            Array.Fill(weights, 1);
            new LoessSmoother(Math.Max(SmallestWindow, values.Length / WindowsInSeries), degree: 1).Smooth(values, weights, trend, meter);
            meter.Spend(2L * values.Length);
            double[] remainder = [.. values.Zip(trend, (value, smooth) => value - smooth)];
            return new AnalyzedComponents(values, [], ComponentStrength.Of(trend, remainder, magnitude, meter), IsWithin(values, magnitude));
        }

        MstlDecomposition parts = MstlDecomposition.Decompose(values, seasonLengths, robust: false, seasonalWindow: null, meter);
        double[] adjusted = [.. values];
        foreach (double[] season in parts.Seasonal)
        {
            meter.Spend(2L * values.Length);
            for (int index = 0; index < adjusted.Length; index++)
            {
                adjusted[index] -= season[index];
            }
        }

        return new AnalyzedComponents(
            adjusted,
            [.. parts.SeasonLengths.Zip(parts.Seasonal, (length, season) => new FoundSeason(length, ComponentStrength.Of(season, parts.Remainder, magnitude, meter)))],
            ComponentStrength.Of(parts.Trend, parts.Remainder, magnitude, meter),
            IsWithin(adjusted, magnitude));
    }

    private static bool IsWithin(double[] values, double magnitude)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return !(high - low > Rounding * magnitude);
    }
}
