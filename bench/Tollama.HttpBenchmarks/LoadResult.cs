namespace Tollama.HttpBenchmarks;

/// <summary>What a load run measured.</summary>
/// <param name="PerSecond">Requests answered a second, all connections together.</param>
/// <param name="MedianMicroseconds">The median time of one request.</param>
/// <param name="P99Microseconds">The time that 99 of 100 requests stay below.</param>
internal sealed record LoadResult(double PerSecond, double MedianMicroseconds, double P99Microseconds);
