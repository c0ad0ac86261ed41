namespace Tollama.Stats;

/// <summary>How long a piece of work may take.</summary>
/// <param name="Time">How long; above 0.</param>
/// <param name="Clock">Measures it: <see cref="TimeProvider.System"/>, except in tests.</param>
public sealed record TimeLimit(TimeSpan Time, TimeProvider Clock);
