namespace Tollama.Core.Api;

/// <summary>Sums over the steps of a forecast, one for each period that has a step.</summary>
public sealed record ForecastSums
{
    /// <summary>The period, as the request named it: <c>month</c>, <c>all</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The first step of each sum.</summary>
    public required IReadOnlyList<string> Timestamps { get; init; }

    /// <summary>How many steps each sum has: fewer than the others at the ends, where the horizon begins or ends within a period.</summary>
    public required int[] Steps { get; init; }

    /// <summary>The expected sums: those of the point forecast.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantiles of the sums by level, those of the request, from sample paths; absent when none were asked for.</summary>
    public Dictionary<string, double[]>? Quantiles { get; init; }
}
