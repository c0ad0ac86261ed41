using System.Collections.Concurrent;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Networks;

/// <summary>A network whose median is the value of the season before, moved by a constant; it keeps what it was asked.</summary>
/// <param name="lag">How far back it looks.</param>
/// <param name="offset">What it adds, in the units of what it is given.</param>
internal sealed class FakeNetwork(int lag, double offset = 0) : IForecastModel
{
    /// <summary>Which series it refuses, by their last value.</summary>
    public Predicate<double[]> Refuses { get; init; } = _ => false;

    public ConcurrentQueue<ForecastTask> Tasks { get; } = [];

    public ModelTraits Traits { get; init; } = new() { ContextLength = 516, MaxHorizon = 64 };

    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Tasks.Enqueue(task);
        return [.. task.Series.Select(series => ForecastOne(series, task.Horizon))];
    }

    private SeriesOutcome ForecastOne(TimeSeries series, int horizon)
    {
        double[] values = series.Target.Values;
        if (Refuses(values))
        {
            return SeriesOutcome.Failure(series.Id, new TollamaException(ErrorCode.SeriesNotForecastable, "the fake refuses"));
        }

        double[] median = [.. Enumerable.Range(0, horizon).Select(step => values[^(lag - (step % lag))] + offset)];
        return SeriesOutcome.Success(series.Id, new SeriesForecast { Mean = median, Levels = [0.5], Quantiles = [median] });
    }
}
