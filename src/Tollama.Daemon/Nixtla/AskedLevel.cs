using Tollama.Core.Requests;

namespace Tollama.Daemon.Nixtla;

/// <summary>An interval that is asked for: so many of a hundred values lie in it.</summary>
/// <param name="Token">The number as it was sent, which the answer's keys repeat: <c>80</c>, <c>80.0</c>, <c>95.5</c>.</param>
/// <param name="Percent">The number, from 0 to below 100; 0 is the median.</param>
internal sealed record AskedLevel(string Token, double Percent)
{
    /// <summary>The level of the quantile at its lower end.</summary>
    internal double Low => QuantileLevel.Of((100 - Percent) / 200);

    /// <summary>The level of the quantile at its upper end.</summary>
    internal double High => QuantileLevel.Of(1 - Low);

    /// <summary>The quantiles of all levels, ascending, each once.</summary>
    internal static IReadOnlyList<double> QuantilesOf(IEnumerable<AskedLevel> levels) =>
        [.. levels.SelectMany(level => new[] { level.Low, level.High }).Distinct().Order()];
}
