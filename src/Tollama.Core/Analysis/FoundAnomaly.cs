namespace Tollama.Core.Analysis;

/// <summary>A value that does not belong to the rest of its series.</summary>
public sealed record FoundAnomaly
{
    /// <summary>A single high value, or two of them.</summary>
    public const string Spike = "spike";

    /// <summary>A single low value, or two of them.</summary>
    public const string Dip = "dip";

    /// <summary>One of at least three in a row on the same side.</summary>
    public const string Shift = "shift";

    /// <summary>Its position in the series, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>What trend and seasons make it.</summary>
    public required double Expected { get; init; }

    /// <summary>The lowest value that would belong to the rest.</summary>
    public required double Low { get; init; }

    /// <summary>The highest value that would belong to the rest.</summary>
    public required double High { get; init; }

    /// <summary><see cref="Spike"/>, <see cref="Dip"/> or <see cref="Shift"/>.</summary>
    public required string Type { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>: how far beyond <see cref="Low"/> or <see cref="High"/> it lies.</summary>
    public required string Severity { get; init; }

    /// <summary>Where the run of anomalies on its side begins that it belongs to.</summary>
    public required int RangeStart { get; init; }

    /// <summary>Where that run ends, itself included.</summary>
    public required int RangeEnd { get; init; }
}
