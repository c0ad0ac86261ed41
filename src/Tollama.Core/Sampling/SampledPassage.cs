namespace Tollama.Core.Sampling;

/// <summary>On one side of a threshold: how likely, and when for the first time. A value that equals the threshold is on no side.</summary>
public sealed record SampledPassage
{
    /// <summary>The share of the paths that are on this side at each step.</summary>
    public required double[] Chance { get; init; }

    /// <summary>The share of the paths that are on this side at any step of the horizon.</summary>
    public required double Ever { get; init; }

    /// <summary>The share of the paths that are on this side at each step for the first time; the sum is <see cref="Ever"/>.</summary>
    public required double[] First { get; init; }

    /// <summary>
    /// The quantiles of the first such step, from 1, by level: by this step so large a share of the paths has been there; <see langword="null"/> where the horizon is too
    /// short for that. Absent when no levels were asked for.
    /// </summary>
    public Dictionary<string, int?>? Steps { get; init; }
}
