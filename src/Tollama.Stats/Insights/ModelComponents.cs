namespace Tollama.Stats;

/// <summary>What a history is made of, in its scaled units: a number for each of its values.</summary>
/// <param name="Trend">Level and trend.</param>
/// <param name="Seasons">The seasons, each with its length; empty for none.</param>
/// <param name="IsMultiplicative">Whether the seasons multiply the trend.</param>
/// <param name="Method">Whose components they are, for people.</param>
internal sealed record ModelComponents(
    double[] Trend, IReadOnlyList<(int Length, double[] Values)> Seasons, bool IsMultiplicative, string Method);
