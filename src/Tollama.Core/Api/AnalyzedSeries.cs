namespace Tollama.Core.Api;

/// <summary>What a series is like, in the shape of the Python tollama.</summary>
public sealed record AnalyzedSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The time between two values; <c>irregular</c> if there is none, <c>unknown</c> for a series without time stamps.</summary>
    public required string DetectedFrequency { get; init; }

    /// <summary>After how many values it repeats, ascending; empty if it does not.</summary>
    public required IReadOnlyList<int> SeasonalityPeriods { get; init; }

    /// <summary>Where it goes.</summary>
    public required AnalyzedTrend Trend { get; init; }

    /// <summary>The positions of the anomalies in the series as it was sent, in the order of <see cref="Anomalies"/>.</summary>
    public required IReadOnlyList<int> AnomalyIndices { get; init; }

    /// <summary>The values that do not belong to the rest, oldest first.</summary>
    public required IReadOnlyList<AnalyzedAnomaly> Anomalies { get; init; }

    /// <summary>Whether its level stays; absent when it is too short to tell.</summary>
    public bool? StationarityFlag { get; init; }

    /// <summary>The share of its steps that have a value, from 0 to 1; repeated time stamps lower it as well.</summary>
    public required double DataQualityScore { get; init; }

    /// <summary>What was left out or could not be told, a sentence each; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>More than that program tells; absent unless it was asked for.</summary>
    public AnalysisDetails? Details { get; init; }
}
