using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The decomposition of a series into season, trend and remainder by loess; the three add up to the series.</summary>
/// <remarks>
/// Cleveland, Cleveland, McRae and Terpenning, STL: a seasonal-trend decomposition procedure based on loess, Journal of Official Statistics
/// 6 (1990); the numbers are those of R's <c>stl</c>.
/// </remarks>
public sealed class Stl
{
    internal Stl(double[] seasonal, double[] trend, double[] remainder, double[] weights)
    {
        Seasonal = seasonal;
        Trend = trend;
        Remainder = remainder;
        Weights = weights;
    }

    /// <summary>The season, as long as the series.</summary>
    public double[] Seasonal { get; }

    /// <summary>The trend, as long as the series.</summary>
    public double[] Trend { get; }

    /// <summary>What season and trend leave over, as long as the series.</summary>
    public double[] Remainder { get; }

    /// <summary>How much each value counted, from 0 (an outlier) to 1; all 1 unless <see cref="StlSettings.Robust"/>.</summary>
    public double[] Weights { get; }

    /// <summary>Decomposes a series.</summary>
    /// <param name="values">The series, without missing values; at least two seasons long.</param>
    /// <param name="seasonLength">The number of values in a season; at least 2.</param>
    /// <param name="settings">How smooth the components are; R's defaults with a season that never changes, when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season is shorter than 2 or the series than two seasons.</exception>
    public static Stl Decompose(ReadOnlySpan<double> values, int seasonLength, StlSettings? settings = null) =>
        Decompose(values, seasonLength, settings, WorkMeter.Endless());

    internal static Stl Decompose(ReadOnlySpan<double> values, int seasonLength, StlSettings? settings, WorkMeter meter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2L * seasonLength, nameof(values));
        return new StlIteration(values, seasonLength, settings ?? new StlSettings(), meter).Run();
    }
}
