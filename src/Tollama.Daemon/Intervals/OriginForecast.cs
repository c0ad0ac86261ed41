namespace Tollama.Daemon.Intervals;

/// <summary>What a model said at an earlier origin.</summary>
/// <param name="Age">How many of the last values it did not see.</param>
/// <param name="Mean">Its mean of each step.</param>
internal sealed record OriginForecast(int Age, double[] Mean);
