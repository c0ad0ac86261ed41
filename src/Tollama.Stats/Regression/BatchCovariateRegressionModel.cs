using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A regression on covariates, and behind it a model that forecasts many series together.</summary>
internal sealed class BatchCovariateRegressionModel(IBatchModel model, string family, JsonElement? defaults, bool clampsByDefault)
    : CovariateRegressionModel(model, family, defaults, clampsByDefault), IBatchModel
{
    /// <inheritdoc />
    public bool CanJoin(ForecastTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        try
        {
            ReadOptions(task);
        }
        catch (TollamaException)
        {
            return false;
        }

        return model.CanJoin(task with { Options = CovariateOptions.ForModel(task.Options) });
    }

    private protected override bool LooksAcrossSeries(ForecastTask task) => !model.CanJoin(task);
}
