namespace Tollama.Core.Api;

/// <summary>A missing value, filled.</summary>
public sealed record FilledValue
{
    /// <summary>Its position in the series, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its time; absent when the series has none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>What stands there now.</summary>
    public required double Value { get; init; }

    /// <summary>The low end of the interval in which the value was, at the level asked for.</summary>
    public required double Low { get; init; }

    /// <summary>The high end.</summary>
    public required double High { get; init; }
}
