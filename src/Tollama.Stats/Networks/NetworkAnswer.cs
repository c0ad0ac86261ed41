namespace Tollama.Stats;

/// <summary>What a network says to a <see cref="NetworkRow"/>.</summary>
/// <param name="Median">The median of each step, all finite; <see langword="null"/> when it has no answer.</param>
/// <param name="Fault">Why it has none; <see langword="null"/> when it has one.</param>
internal readonly record struct NetworkAnswer(double[]? Median, string? Fault);
