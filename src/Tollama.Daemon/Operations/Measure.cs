namespace Tollama.Daemon.Operations;

/// <summary>A measure of one forecast.</summary>
/// <param name="Name">Its name on the wire: <c>mase</c>, <c>coverage_80</c>.</param>
/// <param name="Value">Its value, finite; <see langword="null"/> where it is not defined.</param>
/// <param name="Reason">Why it is not defined; <see langword="null"/> where it is.</param>
internal readonly record struct Measure(string Name, double? Value, string? Reason);
