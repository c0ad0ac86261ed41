using System.Globalization;

namespace Tollama.Daemon.Operations;

/// <summary>The interval between two quantiles whose levels are as far from 0 as from 1.</summary>
/// <param name="Outside">The share of values that should lie outside: 0.2 for the levels 0.1 and 0.9.</param>
/// <param name="Low">Its lower ends, one a step.</param>
/// <param name="High">Its upper ends.</param>
internal readonly record struct CentralInterval(double Outside, double[] Low, double[] High)
{
    // Levels are written with at most 12 digits, so that 1 - 0.025 need not be 0.975 to the last bit.
    private const double Rounding = 1e-11;

    private double Percent => 100 * (1 - Outside);

    /// <summary>The name of a measure of it: <c>coverage_80</c>.</summary>
    internal string NameOf(string measure) => string.Create(CultureInfo.InvariantCulture, $"{measure}_{Percent:0.########}");

    /// <summary>The intervals that quantiles have, the narrowest first.</summary>
    internal static IEnumerable<CentralInterval> Of(IReadOnlyList<(double Level, double[] Values)> quantiles) => quantiles
        .Where(low => low.Level < 0.5)
        .OrderByDescending(low => low.Level)
        .SelectMany(low => quantiles.Where(high => Math.Abs(high.Level - (1 - low.Level)) < Rounding).Take(1)
            .Select(high => new CentralInterval(2 * low.Level, low.Values, high.Values)));
}
