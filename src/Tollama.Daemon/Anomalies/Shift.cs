namespace Tollama.Daemon.Anomalies;

/// <summary>A change of level that lasts.</summary>
/// <param name="At">The position of the first value on the new level.</param>
/// <param name="Size">By how much the level changed.</param>
internal sealed record Shift(int At, double Size);
