using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How much of what the other components leave is explained by one: 0 for nothing, 1 for all.</summary>
/// <remarks>
/// Wang, Smith and Hyndman, Characteristic-based clustering for time series data, Data Mining and Knowledge Discovery 13 (2006), in the
/// form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 4.3: max(0, 1 - Var(remainder) /
/// Var(component + remainder)).
/// </remarks>
public static class ComponentStrength
{
    // What is smaller than this share of the series is rounding, and its own size says nothing.
    private const double Rounding = 1e-12;

    /// <summary>The strength of a season or a trend in a decomposition.</summary>
    /// <param name="component">The season, or the trend.</param>
    /// <param name="remainder">What all components leave of the series, as long as <paramref name="component"/>.</param>
    /// <param name="magnitude">
    /// The largest absolute value of the series; both parts count as nothing below 1e-12 of it. 0 by default.
    /// </param>
    /// <returns>From 0 to 1; 0 when neither part varies.</returns>
    public static double Of(ReadOnlySpan<double> component, ReadOnlySpan<double> remainder, double magnitude = 0) =>
        Of(component, remainder, magnitude, WorkMeter.Endless());

    internal static double Of(ReadOnlySpan<double> component, ReadOnlySpan<double> remainder, double magnitude, WorkMeter meter)
    {
        double left = Variance(remainder, [], meter);
        double whole = Variance(remainder, component, meter);
        double rounding = Rounding * magnitude;
        return whole > rounding * rounding ? Math.Max(0, 1 - (left / whole)) : 0;
    }

    private static double Variance(ReadOnlySpan<double> first, ReadOnlySpan<double> second, WorkMeter meter)
    {
        double mean = 0, squares = 0;
        for (int index = 0; index < first.Length; index++)
        {
            meter.Spend(6);
            double value = second.IsEmpty ? first[index] : first[index] + second[index];
            double difference = value - mean;
            mean += difference / (index + 1);
            squares += difference * (value - mean);
        }

        return squares / first.Length;
    }
}
