namespace Tollama.Core.Api;

/// <summary>A value outside the interval in which it was expected.</summary>
public sealed record Anomaly
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>Its time; absent when the series has none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Its position in the series after its repair, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>What was expected.</summary>
    public required double Expected { get; init; }

    /// <summary>The lowest value that was expected at the level asked for.</summary>
    public required double Low { get; init; }

    /// <summary>The highest value that was expected.</summary>
    public required double High { get; init; }

    /// <summary>How far the value is from <see cref="Expected"/>, in standard deviations of a normal distribution with this interval; negative below.</summary>
    public required double Score { get; init; }
}
