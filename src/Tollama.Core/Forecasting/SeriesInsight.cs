using Tollama.Core.Api;

namespace Tollama.Core.Forecasting;

/// <summary>What a model says of a history; what was not asked for, or what it does not know, is <see langword="null"/>.</summary>
public sealed record SeriesInsight
{
    /// <summary>The one-step forecast of each value of the history, as long as the history; <see cref="double.NaN"/> where there is none.</summary>
    public double[]? Fitted { get; init; }

    /// <summary>What the history is made of.</summary>
    public SeriesComponents? Components { get; init; }

    /// <summary>The parameters that the model estimated, by the names of the literature.</summary>
    public IReadOnlyDictionary<string, double>? Parameters { get; init; }

    /// <summary>What each covariate adds, by its name.</summary>
    public IReadOnlyDictionary<string, CovariateEffectData>? Effects { get; init; }
}
