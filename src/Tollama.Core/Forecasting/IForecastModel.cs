namespace Tollama.Core.Forecasting;

/// <summary>One loaded model: the only thing a runner hosts.</summary>
/// <remarks>Implementations are immutable after loading and safe to call from many threads.</remarks>
public interface IForecastModel
{
    /// <summary>What the model is and can do.</summary>
    ModelTraits Traits { get; }

    /// <summary>Forecasts every series of <paramref name="task"/>.</summary>
    /// <param name="task">The series, the horizon and the quantile levels. The result must not depend on which series are together in a task.</param>
    /// <param name="progress">Told the number of series finished so far; <see langword="null"/> when nobody listens.</param>
    /// <param name="cancellationToken">Ends the work early with <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// One outcome per series, in the order of the task. A series that cannot be forecast has an error in its outcome and does not disturb the others.
    /// </returns>
    IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken);
}
