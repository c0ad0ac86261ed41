namespace Tollama.Catalog;

/// <summary>
/// About how long a model computes on one thread: <c>series * PerSeries + values * PerValue</c> microseconds, within a factor of about four on typical
/// series, and rather too much than too little.
/// </summary>
/// <remarks>
/// For the order in which requests are computed and where: the daemon lets small ones go before large ones, and keeps large ones off the process that serves
/// the small. Nothing is refused by it. Measured by <c>costs</c> of bench/Tollama.StatsBenchmarks on series of 24 to 100,000 values with default options.
/// </remarks>
/// <param name="PerSeries">Microseconds of a series, however short; at least 0.</param>
/// <param name="PerValue">Microseconds of a value of a history; at least 0.</param>
public sealed record ForecastCost(double PerSeries, double PerValue);
