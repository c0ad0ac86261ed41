namespace Tollama.Cli.Diagnosis;

/// <summary>All that <c>tollama doctor</c> found.</summary>
/// <param name="Checks">What was looked at.</param>
/// <param name="Environment">The variables as they are in effect.</param>
/// <param name="Faults">What is damaged in the store, a sentence each; <see langword="null"/> when nobody asked.</param>
internal sealed record DoctorReport(IReadOnlyList<Check> Checks, IReadOnlyList<EffectiveVariable> Environment, IReadOnlyList<string>? Faults = null);
