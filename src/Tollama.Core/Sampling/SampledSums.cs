namespace Tollama.Core.Sampling;

/// <summary>Sums over steps.</summary>
public sealed record SampledSums
{
    /// <summary>The expected sums: those of the point forecast, or where such a sum lies beyond the 0.1 and 0.9 quantiles of the sums of the paths, the mean of these.</summary>
    public required double[] Mean { get; init; }

    /// <summary>The quantiles of the sums by level; absent when no levels were asked for.</summary>
    public Dictionary<string, double[]>? Quantiles { get; init; }
}
