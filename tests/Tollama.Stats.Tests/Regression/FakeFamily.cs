using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Regression;

/// <summary>A family whose models remember what they were asked, and forecast zeros.</summary>
internal sealed class FakeFamily : IModelFamily
{
    public string Name => "fake";

    /// <summary>Whether its models forecast many series together, unless the option <c>joint</c> lets them look at each other.</summary>
    public bool IsBatch { get; init; }

    public ModelReference? Loaded { get; private set; }

    public List<ForecastTask> Tasks { get; } = [];

    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        Loaded = model;
        return IsBatch ? new Batch(Tasks) : new Model(Tasks);
    }

    private class Model(List<ForecastTask> tasks) : IForecastModel
    {
        public ModelTraits Traits { get; } = new();

        public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
        {
            tasks.Add(task);
            return
            [
                .. task.Series.Select(series => SeriesOutcome.Success(series.Id, new SeriesForecast
                {
                    Mean = new double[task.Horizon],
                    Levels = task.QuantileLevels,
                    Quantiles = [.. task.QuantileLevels.Select(_ => new double[task.Horizon])],
                })),
            ];
        }
    }

    private sealed class Batch(List<ForecastTask> tasks) : Model(tasks), IBatchModel
    {
        public bool CanJoin(ForecastTask task) => task.Options?.TryGetProperty("joint", out _) != true;
    }
}
