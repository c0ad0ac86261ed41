namespace Tollama.Catalog;

/// <summary>The place of a family among those that may answer for a model that hands over, and what its forecasts cost.</summary>
/// <param name="Place">1 for the family that is asked first.</param>
/// <param name="ValuesPerToken">How many values of a history are a token.</param>
/// <param name="RollOutPaths">
/// How many paths, each over the whole context, a model follows for each stretch as long as its native horizon beyond the first.
/// </param>
public sealed record AutoRank(int Place, int ValuesPerToken, int RollOutPaths);
