using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace LastValueRunner;

/// <summary>Repeats the last observed value of each series.</summary>
/// <remarks>It needs no time stamps. A model that does finds all of them in <see cref="TimeSeries.Times"/>, in either form.</remarks>
internal sealed class LastValueModel : IForecastModel
{
    public ModelTraits Traits { get; } = new() { ContextLength = 1 };

    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        List<SeriesOutcome> outcomes = [];
        foreach (TimeSeries series in task.Series)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes.Add(Repeat(series, task));
            progress?.Report(outcomes.Count);
        }

        return outcomes;
    }

    private static SeriesOutcome Repeat(TimeSeries series, ForecastTask task)
    {
        double[] target = series.Target.Values;
        int last = Array.FindLastIndex(target, double.IsFinite);
        if (last < 0)
        {
            return SeriesOutcome.Failure(series.Id, new TollamaException(ErrorCode.SeriesNotForecastable, "No value of the series is observed."));
        }

        double[] path = [.. Enumerable.Repeat(target[last], task.Horizon)];
        return SeriesOutcome.Success(series.Id, new SeriesForecast
        {
            Mean = path,
            Levels = task.QuantileLevels,
            Quantiles = [.. task.QuantileLevels.Select(_ => path)],
        });
    }
}
