using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace ForecastLibrary;

/// <summary>Stands for a network of our own: whatever computes the medians of many series at once.</summary>
internal sealed class LastYearNetwork : IForecastModel
{
    public ModelTraits Traits { get; } = new() { ContextLength = 256 };

    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken) =>
        [.. task.Series.Select(series => SeriesOutcome.Success(series.Id, ForecastOne(series, task.Horizon)))];

    private static SeriesForecast ForecastOne(TimeSeries series, int horizon)
    {
        double[] median = [.. Enumerable.Range(0, horizon).Select(step => series.Target.Values[^(12 - (step % 12))])];
        return new SeriesForecast { Mean = median, Levels = [0.5], Quantiles = [median] };
    }
}
