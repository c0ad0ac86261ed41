using Tollama.Core.Api;

namespace Tollama.Cli.Diagnosis;

/// <summary>What <c>tollama doctor</c> found out about the daemon.</summary>
/// <param name="Checks">What was looked at.</param>
/// <param name="Info">What the daemon says of itself; <see langword="null"/> when it did not say it.</param>
/// <param name="Silence">Why nothing is known of the daemon's settings; <see langword="null"/> when they are known.</param>
internal sealed record DaemonFindings(IReadOnlyList<Check> Checks, InfoResponse? Info, string? Silence);
