namespace Tollama.Cli.Diagnosis;

/// <summary>All that <c>tollama doctor</c> found.</summary>
internal sealed record DoctorReport(IReadOnlyList<Check> Checks, IReadOnlyList<EffectiveVariable> Environment);
