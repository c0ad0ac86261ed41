namespace Tollama.Core.Api;

/// <summary>How far the forecast of one series is from what happened.</summary>
public sealed record SeriesMetrics
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>By measure, its value.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }
}
