namespace Tollama.Core.Analysis;

/// <summary>A season that is in a series.</summary>
/// <param name="Length">The number of values after which it repeats, at least 2.</param>
/// <param name="Strength">How much of what the trend leaves it explains: from 0 to 1.</param>
public sealed record FoundSeason(int Length, double Strength);
