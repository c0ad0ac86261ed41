namespace Tollama.Core.Api;

/// <summary>A place at which the level of a series changed.</summary>
public sealed record ExplainedShift
{
    /// <summary>The position of the first value on the new level, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its time; absent when the series has none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>How many values there are from there to the next change, or to the end.</summary>
    public required int Length { get; init; }

    /// <summary>By how much the level changed, in the unit of the data; negative where it fell.</summary>
    public required double Size { get; init; }
}
