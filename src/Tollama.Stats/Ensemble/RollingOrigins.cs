namespace Tollama.Stats;

/// <summary>How the members of an ensemble are weighed by their errors at earlier origins.</summary>
/// <param name="Origins">How many origins, one horizon apart, at most.</param>
/// <param name="Steps">The horizon at each origin.</param>
/// <param name="Power">Weights are the mean errors to minus this power: 0 for equal ones, more for a sharper choice.</param>
internal sealed record RollingOrigins(int Origins, int Steps, double Power);
