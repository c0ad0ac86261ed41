namespace Tollama.Core.Api;

/// <summary>What a covariate adds to a series.</summary>
public sealed record CovariateEffectData
{
    /// <summary>What one unit of the covariate adds; absent when the model has no such number.</summary>
    public double? Coefficient { get; init; }

    /// <summary>What it adds to each value of the history; absent when only the forecast is known.</summary>
    public double[]? History { get; init; }

    /// <summary>What it adds to each step of the forecast.</summary>
    public double[]? Forecast { get; init; }

    /// <summary>How the effect was computed.</summary>
    public required string Method { get; init; }
}
