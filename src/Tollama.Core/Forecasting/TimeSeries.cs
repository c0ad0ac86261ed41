using System.Text.Json;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Forecasting;

/// <summary>One regularly spaced series as a model sees it.</summary>
public sealed record TimeSeries
{
    /// <summary>The series' name, unique in its task.</summary>
    public required string Id { get; init; }

    /// <summary>The observed values, oldest first; <see cref="double.NaN"/> marks a missing one. Never infinite.</summary>
    public required double[] Target { get; init; }

    /// <summary>The time between two values; <see langword="null"/> when unknown.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Covariates known for the past only: one array of the target's length a name.</summary>
    public IReadOnlyDictionary<string, double[]> PastCovariates { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Covariates known for the future as well: one array of length target + horizon, or of length horizon alone, a name.</summary>
    public IReadOnlyDictionary<string, double[]> FutureCovariates { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Covariates that do not change with time, as they were sent.</summary>
    public IReadOnlyDictionary<string, JsonElement> StaticCovariates { get; init; } = new Dictionary<string, JsonElement>();
}
