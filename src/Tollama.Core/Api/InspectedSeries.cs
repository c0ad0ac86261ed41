namespace Tollama.Core.Api;

/// <summary>A series as it would be forecast, on its regular steps.</summary>
public sealed record InspectedSeries
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>The number of steps of its history, gaps included.</summary>
    public required int Length { get; init; }

    /// <summary>The first time stamp; absent when the values are only numbered.</summary>
    public string? Start { get; init; }

    /// <summary>The last time stamp.</summary>
    public string? End { get; init; }

    /// <summary>The frequency.</summary>
    public string? Freq { get; init; }

    /// <summary>The number of steps of the usual season; 1 for none.</summary>
    public required int SeasonLength { get; init; }

    /// <summary>How many steps have no value.</summary>
    public required int Missing { get; init; }

    /// <summary>How many values are zero.</summary>
    public required int Zeros { get; init; }

    /// <summary>The last value.</summary>
    public double? Last { get; init; }

    /// <summary>The end of the history; absent unless asked for with <c>include_history</c>.</summary>
    public SeriesHistory? History { get; init; }
}
