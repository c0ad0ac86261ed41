using Tollama.Catalog.Architectures;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>
/// Makes the asked-for forecast of what a model says: the levels of the request, in order, with the warnings that belong to it.
/// </summary>
internal sealed class ForecastFinish(ModelArchitecture architecture, IReadOnlyList<double> levels, BetweenLevels between, NeuralOptions options, ForecastTask task)
{
    /// <summary>A model takes a series apart from its size first; only values that come near the end of single precision can overflow.</summary>
    private const double LargeValue = 1e15;

    private readonly LevelReading _reading = new(levels, between, options.RawQuantiles);

    /// <summary>The forecast of one series.</summary>
    public SeriesOutcome Finish(TimeSeries series, NativeForecast native)
    {
        double[] mean = native.Mean ?? _reading.Median(native.Quantiles);
        double[][] quantiles = _reading.Read(native.Quantiles, task.QuantileLevels);
        if (options.NonNegative ?? native.IsNonNegative)
        {
            Array.ForEach([mean, .. quantiles], Clamp);
        }

        bool finite = Array.TrueForAll<double[]>([mean, .. quantiles], row => Array.TrueForAll(row, double.IsFinite));
        return finite
            ? SeriesOutcome.Success(series.Id, new SeriesForecast
            {
                Mean = mean,
                Levels = task.QuantileLevels,
                Quantiles = quantiles,
                Method = native.Method,
                ContextUsed = native.ContextUsed,
                Warnings = [.. Warnings(series, native), .. native.Warnings],
            })
            : SeriesOutcome.Failure(series.Id, NotFinite(series));
    }

    // Weights are finite, but can be so large that the numbers between them are not; then no series is to blame.
    private static TollamaException NotFinite(TimeSeries series) => series.Target.Values.Any(value => Math.Abs(value) > LargeValue)
        ? new TollamaException(
            ErrorCode.SeriesNotForecastable,
            "The values are too large for this model: its forecast is not finite.",
            "Divide the series by a constant.")
        : new TollamaException(
            ErrorCode.RunnerFailed,
            "The model's forecast is not finite, though no value of the series is large: its weights are damaged, or too large to compute with.",
            "Compare its files with 'tollama doctor --verify', and pull the model again.");

    private static void Clamp(double[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Math.Max(row[i], 0);
        }
    }

    private IEnumerable<string> Warnings(TimeSeries series, NativeForecast native)
    {
        int length = series.Length;
        if (native.ContextUsed < length)
        {
            yield return $"the model looked at the last {native.ContextUsed} of {length} values";
        }

        if (task.Horizon > architecture.MaxHorizon)
        {
            yield return $"the model forecasts {architecture.MaxHorizon} steps at once; "
                + "the steps beyond rest on its own forecasts and are less certain than they look";
        }

        // Where paths are drawn, most of the levels are asked for by nobody; who asks for them knows which, and tells it.
        double[] beyond = task.WantsErrorWeights ? [] : [.. task.QuantileLevels.Where(level => level < levels[0] - 1e-9 || level > levels[^1] + 1e-9)];
        if (beyond.Length > 0)
        {
            yield return UnknownLevels.NoticeOf(levels[0], levels[^1], beyond);
        }
    }
}
