namespace Tollama.Core.Api;

/// <summary>A value that does not belong to the rest of its series, in the shape of the Python tollama.</summary>
public sealed record AnalyzedAnomaly
{
    /// <summary>Its position in the series as it was sent, from 0.</summary>
    public required int Index { get; init; }

    /// <summary><c>spike</c>, <c>dip</c> or <c>shift</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>Where the run of anomalies begins that it belongs to.</summary>
    public required int RangeStart { get; init; }

    /// <summary>Where that run ends, itself included.</summary>
    public required int RangeEnd { get; init; }

    /// <summary>What to do about it.</summary>
    public required string SuggestedHandling { get; init; }
}
