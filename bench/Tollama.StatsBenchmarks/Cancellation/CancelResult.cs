namespace Tollama.StatsBenchmarks;

/// <summary>What a case took.</summary>
/// <param name="Milliseconds">From each cancel to the end; a round that ended before its cancel is not among them.</param>
/// <param name="NanosecondsPerOperation">The time of an operation that the model tells its meter; at most that, as counting takes time, too.</param>
internal sealed record CancelResult(IReadOnlyList<double> Milliseconds, double NanosecondsPerOperation);
