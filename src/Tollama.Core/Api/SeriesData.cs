using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary>One series of a request.</summary>
public sealed record SeriesData
{
    /// <summary>The series' name, unique in its request.</summary>
    public required string Id { get; init; }

    /// <summary>The time between two values: <c>D</c>, <c>MS</c>, <c>15min</c>, <c>PT1H</c>, <c>monthly</c>, …; absent or <c>auto</c> to infer it from the time stamps.</summary>
    public string? Freq { get; init; }

    /// <summary>When each value was observed, ascending, as many as there are values; absent for a series that is merely numbered.</summary>
    public IReadOnlyList<string>? Timestamps { get; init; }

    /// <summary>The observed values, oldest first; <see cref="double.NaN"/> (JSON <c>null</c>) is a missing one.</summary>
    public required double[] Target { get; init; }

    /// <summary>Covariates known for the past only: arrays of the target's length.</summary>
    public IReadOnlyDictionary<string, JsonArray>? PastCovariates { get; init; }

    /// <summary>Covariates known for the future: arrays of length horizon, or of length target + horizon.</summary>
    public IReadOnlyDictionary<string, JsonArray>? FutureCovariates { get; init; }

    /// <summary>Covariates that do not change with time.</summary>
    public IReadOnlyDictionary<string, JsonNode?>? StaticCovariates { get; init; }
}
