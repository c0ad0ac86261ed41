using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>A frequency read off time stamps.</summary>
/// <param name="Frequency">The frequency, with the data's own anchor.</param>
/// <param name="Share">The share of steps between neighbours that are exactly one step of it, 0 to 1; gaps count against it.</param>
public sealed record InferredFrequency(Frequency Frequency, double Share);
