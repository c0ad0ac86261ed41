namespace Tollama.Core.Api;

/// <summary>On one side of a threshold; a value that equals it is on no side.</summary>
public sealed record ForecastPassage
{
    /// <summary>The chance to be on this side at each step.</summary>
    public required double[] Chance { get; init; }

    /// <summary>The chance to be on this side at any step of the horizon.</summary>
    public required double Ever { get; init; }

    /// <summary>The chance to be on this side at each step for the first time; the sum is <see cref="Ever"/>.</summary>
    public required double[] First { get; init; }

    /// <summary>
    /// The quantiles of the first such step, from 1, by level, those of the request; null where the chance is not reached within the horizon. Absent when no levels were
    /// asked for.
    /// </summary>
    public Dictionary<string, int?>? Steps { get; init; }

    /// <summary>The time stamps of <see cref="Steps"/>.</summary>
    public Dictionary<string, string?>? Timestamps { get; init; }
}
