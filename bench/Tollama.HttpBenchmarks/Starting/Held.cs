namespace Tollama.HttpBenchmarks.Starting;

/// <summary>Resident memory of one process, in megabytes.</summary>
/// <param name="Before">Idle, after one forecast.</param>
/// <param name="Busy">At the end of all requests.</param>
/// <param name="After">Idle again.</param>
internal sealed record Held(double Before, double Busy, double After);
