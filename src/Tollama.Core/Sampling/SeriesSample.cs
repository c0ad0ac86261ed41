namespace Tollama.Core.Sampling;

/// <summary>What was drawn for one series.</summary>
public sealed record SeriesSample
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The paths, <c>horizon</c> values each; absent unless they were asked for.</summary>
    public double[][]? Paths { get; init; }

    /// <summary>The sums over the steps; absent unless they were asked for.</summary>
    public SampledSums? Sums { get; init; }

    /// <summary>When the series is above the threshold; absent unless one was given.</summary>
    public SampledPassage? Above { get; init; }

    /// <summary>When the series is below the threshold; absent unless one was given.</summary>
    public SampledPassage? Below { get; init; }
}
