namespace Tollama.Cli.Diagnosis;

/// <summary>All that <c>tollama doctor</c> found.</summary>
/// <param name="Checks">What was looked at.</param>
/// <param name="Environment">The variables as they are in effect for this program, which need not be those of the daemon.</param>
/// <param name="Faults">What is damaged in the store, a sentence each; <see langword="null"/> when nobody asked.</param>
internal sealed record DoctorReport(IReadOnlyList<Check> Checks, IReadOnlyList<EffectiveVariable> Environment, IReadOnlyList<string>? Faults = null)
{
    /// <summary>The variables as the daemon says it has them; <see langword="null"/> when it did not say.</summary>
    public IReadOnlyList<EffectiveVariable>? DaemonEnvironment { get; init; }

    /// <summary>Why the daemon's variables are not known; <see langword="null"/> when they are.</summary>
    public string? DaemonSilence { get; init; }
}
