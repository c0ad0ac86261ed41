using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Runner.Sdk.Tests.Doubles;

/// <summary>A family whose model does what the test says.</summary>
internal sealed class ScriptedFamily(
    Func<ForecastTask, IProgress<int>?, CancellationToken, IReadOnlyList<SeriesOutcome>> forecast, Action? load = null) : IModelFamily
{
    public string Name => "scripted";

    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        load?.Invoke();
        return new ScriptedModel(forecast);
    }

    /// <summary>A forecast of zeros, with the given first value.</summary>
    public static SeriesOutcome Outcome(TimeSeries series, ForecastTask task, double first = 0)
    {
        double[] mean = new double[task.Horizon];
        mean[0] = first;
        return SeriesOutcome.Success(series.Id, new SeriesForecast { Mean = mean, Levels = task.QuantileLevels, Quantiles = [.. task.QuantileLevels.Select(_ => mean)] });
    }

    private sealed class ScriptedModel(
        Func<ForecastTask, IProgress<int>?, CancellationToken, IReadOnlyList<SeriesOutcome>> forecast) : IForecastModel
    {
        public ModelTraits Traits { get; } = new() { ContextLength = 2 };

        public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken) =>
            forecast(task, progress, cancellationToken);
    }
}
