namespace Tollama.Core.Analysis;

/// <summary>What a series is like.</summary>
public sealed record SeriesAnalysis
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>How many values it has, missing ones included.</summary>
    public required int Length { get; init; }

    /// <summary>How many of them are missing.</summary>
    public int Missing { get; init; }

    /// <summary>How many of them are zero.</summary>
    public int Zeros { get; init; }

    /// <summary>Whether all observed values are the same.</summary>
    public bool Constant { get; init; }

    /// <summary>Its seasons, the shortest first.</summary>
    public IReadOnlyList<FoundSeason> Seasons { get => field ?? []; init; }

    /// <summary>Where it goes.</summary>
    public required FoundTrend Trend { get; init; }

    /// <summary>Whether its level stays; <see langword="null"/> when it is too short to tell.</summary>
    public bool? Stationary { get; init; }

    /// <summary>The values that do not belong to the rest, oldest first.</summary>
    public IReadOnlyList<FoundAnomaly> Anomalies { get => field ?? []; init; }

    /// <summary>What was left out or could not be told, a sentence each; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
