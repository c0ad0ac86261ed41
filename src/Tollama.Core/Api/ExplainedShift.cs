namespace Tollama.Core.Api;

/// <summary>A place at which the level of a series changed.</summary>
public sealed record ExplainedShift
{
    /// <summary>The position of the first value on the new level, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its time; absent when the series has none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>How many values in a row were on that level.</summary>
    public required int Length { get; init; }

    /// <summary>By how much they lie above what trend and seasons make them, or below where it is negative, in the unit of the data: the median.</summary>
    public required double Size { get; init; }
}
