namespace Tollama.Core.Api;

/// <summary>A season of a series that is explained.</summary>
public sealed record ExplainedSeason
{
    /// <summary>The number of values after which it repeats, at least 2.</summary>
    public required int Length { get; init; }

    /// <summary>How much of what the trend leaves it explains: from 0 to 1.</summary>
    public required double Strength { get; init; }

    /// <summary>The difference between its highest and its lowest place, each on average over the history, in the unit of the data; absent when the components have no such season.</summary>
    public double? Size { get; init; }

    /// <summary>The place in the season at which it is highest, in words where the calendar has some: <c>July</c>, <c>Saturday</c>, <c>17:00</c>, <c>quarter 2</c>; else <c>value 3</c>, counted from 1 at the first value of the series. Absent with <see cref="Size"/>.</summary>
    public string? High { get; init; }

    /// <summary>The place at which it is lowest.</summary>
    public string? Low { get; init; }
}
