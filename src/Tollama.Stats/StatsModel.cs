using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A classical method as a model of a runner: many series at once, on all cores.</summary>
/// <remarks>Each series is fitted alone, so its numbers depend neither on its neighbours nor on the number of threads.</remarks>
internal sealed class StatsModel(string name, UnivariateModel method, StatsOptions defaults, int? maxThreads = null) : IForecastModel
{
    /// <inheritdoc />
    public ModelTraits Traits { get; } = new();

    /// <inheritdoc />
    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        StatsOptions options = StatsOptionsReader.Read(task.Options, name, method is WindowAverage).Over(defaults);
        UnivariateModel configured = options.Window is int window ? new WindowAverage(window) : method;
        double[] levels = [.. task.QuantileLevels];
        SeriesOutcome[] outcomes = new SeriesOutcome[task.Series.Count];
        int completed = 0;

        void ForecastOne(int index)
        {
            outcomes[index] = Outcome(configured, task.Series[index], task.Horizon, levels, options);
            progress?.Report(Interlocked.Increment(ref completed));
        }

        if (outcomes.Length == 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ForecastOne(0);
            return outcomes;
        }

        ParallelOptions parallel = new()
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = maxThreads ?? Environment.ProcessorCount,
        };
        Parallel.For(0, outcomes.Length, parallel, ForecastOne);
        return outcomes;
    }

    private static SeriesOutcome Outcome(UnivariateModel method, TimeSeries series, int horizon, double[] levels, StatsOptions options)
    {
        try
        {
            int season = options.SeasonLengthFor(series.Target.Length, series.Frequency?.SeasonLength ?? 1, method.SeasonsNeeded);
            FittedModel fitted = method.Fit(series.Target, season);
            return SeriesOutcome.Success(series.Id, fitted.Forecast(horizon, levels, options.NonNegative ?? fitted.IsNonNegative));
        }
        catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
        {
            return SeriesOutcome.Failure(series.Id, error);
        }
    }
}
