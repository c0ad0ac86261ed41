namespace Tollama.HttpBenchmarks.Starting;

/// <summary>What one start took until the daemon gave its first answer.</summary>
/// <param name="Milliseconds">From the start of the process to the answer.</param>
/// <param name="CpuMilliseconds">Of the processor, on all cores together.</param>
/// <param name="Megabytes">Resident at that moment.</param>
internal sealed record FirstAnswer(double Milliseconds, double CpuMilliseconds, double Megabytes);
