namespace Tollama.StatsBenchmarks;

/// <summary>What one series took.</summary>
/// <param name="Values">The values of its history.</param>
/// <param name="Microseconds">CPU time.</param>
internal sealed record CostSample(int Values, double Microseconds);
