namespace Tollama.Stats;

/// <summary>A member of an ensemble, fitted.</summary>
/// <param name="Name">What it is called: <c>ETS(M,A,M)</c>, <c>mstl with ar</c>.</param>
/// <param name="Predictor">What fitting produced.</param>
/// <param name="Weight">Its share; those of all members add up to 1.</param>
internal readonly record struct FittedMember(string Name, Predictor Predictor, double Weight);
