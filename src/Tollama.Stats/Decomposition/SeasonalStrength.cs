using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How strong the season of a series is, and whether it asks for seasonal differences.</summary>
/// <remarks>
/// <see cref="ComponentStrength"/> of the season of <see cref="Stl"/> with a seasonal window of 11, as R's <c>nsdiffs</c> measures it.
/// </remarks>
public static class SeasonalStrength
{
    /// <summary>From which strength on a series is differenced over its season: R's value.</summary>
    /// <value>0.64.</value>
    public const double DifferenceThreshold = 0.64;

    private static readonly StlSettings Settings = new() { SeasonalWindow = MstlDecomposition.WindowOf(0) };

    /// <summary>The strength of a season.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLength">The number of values in a season, at least 1.</param>
    /// <returns>From 0 to 1; 0 for a season of 1, for a constant series, and for one that is not longer than two seasons.</returns>
    public static double Of(ReadOnlySpan<double> values, int seasonLength) => Of(values, seasonLength, WorkMeter.Endless());

    internal static double Of(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter)
    {
        if (seasonLength < 2 || values.Length <= 2L * seasonLength)
        {
            return 0;
        }

        Stl stl = Stl.Decompose(values, seasonLength, Settings, meter);
        return ComponentStrength.Of(stl.Seasonal, stl.Remainder, Magnitude.Of(values), meter);
    }

    /// <summary>How many seasonal differences a series needs before ARIMA, 0 or 1.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{double}, int)" />
    /// <returns>1 when the strength is above <see cref="DifferenceThreshold"/>.</returns>
    public static int Differences(ReadOnlySpan<double> values, int seasonLength) =>
        Differences(values, seasonLength, WorkMeter.Endless());

    internal static int Differences(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter) =>
        Of(values, seasonLength, meter) > DifferenceThreshold ? 1 : 0;
}
