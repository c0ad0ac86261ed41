using Tollama.Core.Analysis;

namespace Tollama.Core.Api;

/// <summary>What a series is like, and why it is forecast as it is.</summary>
public sealed record ExplainedSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The cells of a table's id columns, by the column, in their order; absent when no column names the series.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The time between two values; absent when it is not known.</summary>
    public string? Freq { get; init; }

    /// <summary>The time of its first value; absent when it has none.</summary>
    public string? Start { get; init; }

    /// <summary>The time of its last value; absent when it has none.</summary>
    public string? End { get; init; }

    /// <summary>How many values it has, missing ones included.</summary>
    public required int Length { get; init; }

    /// <summary>How many of them are missing.</summary>
    public int Missing { get; init; }

    /// <summary>Its seasons, the shortest first.</summary>
    public required IReadOnlyList<ExplainedSeason> Seasons { get; init; }

    /// <summary>Where it goes.</summary>
    public FoundTrend? Trend { get; init; }

    /// <summary>Where its level changed, oldest first.</summary>
    public required IReadOnlyList<ExplainedShift> Shifts { get; init; }

    /// <summary>Values that do not belong to the rest, oldest first; where there are very many, the first of them.</summary>
    public required IReadOnlyList<Anomaly> Outliers { get; init; }

    /// <summary>How many such values there are, listed or not.</summary>
    public int OutlierCount { get; init; }

    /// <summary>The model that would forecast it.</summary>
    public required string Model { get; init; }

    /// <summary>The method and the choices it made; absent when the model makes none.</summary>
    public string? Method { get; init; }

    /// <summary>Why this model, as the program chose it; absent when the user named it.</summary>
    public string? Reason { get; init; }

    /// <summary>The parameters that the model estimated; absent when it tells none.</summary>
    public IReadOnlyDictionary<string, double>? Parameters { get; init; }

    /// <summary>What each covariate adds; absent when there is none.</summary>
    public IReadOnlyDictionary<string, CovariateEffectData>? Effects { get; init; }

    /// <summary>The times of the components; absent when the series has none.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>The values, <c>null</c> where one is missing.</summary>
    public double[]? Values { get; init; }

    /// <summary>What the history is made of.</summary>
    public SeriesComponents? Components { get; init; }

    /// <summary>The same in sentences, each carried by the numbers above.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    /// <summary>What the user should know about this series; absent when there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
