namespace Tollama.Core.Forecasting;

/// <summary>A model that forecasts many series together in less time than one after the other.</summary>
/// <remarks>A runner puts requests together that arrive while such a model is busy.</remarks>
public interface IBatchModel : IForecastModel
{
    /// <summary>
    /// Whether the series of a task may be forecast in one task with series of another that has the same horizon, quantile levels, seed, include and options: each gets
    /// the same forecast, to the last bit. False for a task that the model refuses.
    /// </summary>
    bool CanJoin(ForecastTask task);
}
