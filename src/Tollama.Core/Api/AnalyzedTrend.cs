namespace Tollama.Core.Api;

/// <summary>Where a series goes, in the shape of the Python tollama.</summary>
/// <param name="Direction"><c>up</c>, <c>down</c> or <c>flat</c>.</param>
/// <param name="Slope">The change from one value to the next on the straight line through the series.</param>
/// <param name="R2">How much of the series that line explains: from 0 to 1.</param>
public sealed record AnalyzedTrend(string Direction, double Slope, double R2);
