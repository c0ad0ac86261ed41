namespace Tollama.Core.Validation;

/// <summary>One covariate of a series as it was sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its array of numbers, texts, booleans or nulls, as JSON.</param>
/// <param name="Length">The number of its values.</param>
/// <param name="IsNumeric">True if all of its values are numbers or null.</param>
public sealed record ParsedCovariate(string Name, ReadOnlyMemory<byte> Values, int Length, bool IsNumeric);
