using System.Text.Json;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>
/// A family whose models use covariates with a known future, whether they know of any or not: by a regression around them.
/// </summary>
/// <remarks>
/// The options <c>covariate_regression</c> (<c>before</c> or <c>off</c>) and <c>covariate_ridge</c> are taken out of those of the request
/// and of the manifest; the models never see them. A request without covariates reaches the model as it is.
/// </remarks>
/// <param name="family">The family.</param>
/// <param name="clampsByDefault">
/// Whether its models raise forecasts of a history without negative values to 0 when nobody says what they should do.
/// </param>
public sealed class CovariateRegressionFamily(IModelFamily family, bool clampsByDefault) : IModelFamily
{
    /// <inheritdoc />
    public string Name => family.Name;

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        JsonElement? defaults = model.Options;
        IForecastModel inner = family.Load(model with { Options = CovariateOptions.ForModel(defaults) }, cancellationToken);
        CovariateRegressionModel regression = inner is IBatchModel batch
            ? new BatchCovariateRegressionModel(batch, Name, defaults, clampsByDefault)
            : new CovariateRegressionModel(inner, Name, defaults, clampsByDefault);
        regression.CheckDefaults();
        return regression;
    }
}
