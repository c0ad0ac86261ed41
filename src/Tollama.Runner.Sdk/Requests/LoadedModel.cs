using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>A model and the name that the daemon gave it.</summary>
internal sealed record LoadedModel(string Name, IForecastModel Model)
{
    /// <summary>Where its forecasts meet; <see langword="null"/> for a model that gains nothing by it.</summary>
    public BatchQueue? Batches { get; } = Model is IBatchModel model ? new BatchQueue(model) : null;

    /// <summary>The answer to the load request.</summary>
    public LoadResult Describe()
    {
        ModelTraits traits = Model.Traits;
        return new LoadResult
        {
            Model = Name,
            ResidentBytes = traits.ResidentBytes,
            ContextLength = traits.ContextLength,
            MaxHorizon = traits.MaxHorizon,
            UsesPastCovariates = traits.Covariates.Past,
            UsesFutureCovariates = traits.Covariates.Future,
            UsesStaticCovariates = traits.Covariates.Static,
        };
    }
}
