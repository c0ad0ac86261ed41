using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Numerics.Distributions;

namespace Tollama.Neural;

/// <summary>
/// One request to a TinyTimeMixer model, which forecasts points: quantiles are normal, with the errors at earlier origins as spread.
/// </summary>
internal sealed class TtmBatch : ISeriesBatch
{
    private readonly TtmConfig _config;
    private readonly TtmForecaster _forecaster;
    private readonly int _horizon;
    private readonly NeuralOptions _options;
    private readonly bool _needsSpread;
    private readonly bool _isPipeline;

    /// <summary>Begins a request.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="forecaster">Forecasts histories.</param>
    /// <param name="task">The request.</param>
    /// <param name="options">The options of every model.</param>
    /// <param name="isPipeline">True to prepare histories as the makers' pipeline does; false for their evaluations.</param>
    public TtmBatch(TtmConfig config, TtmForecaster forecaster, ForecastTask task, NeuralOptions options, bool isPipeline)
    {
        _isPipeline = isPipeline;
        _config = config;
        _forecaster = forecaster;
        _horizon = task.Horizon;
        _options = options;
        _needsSpread = task.QuantileLevels.Any(level => level != 0.5);
        QuantileLevels = [.. task.QuantileLevels.Append(0.5).Distinct().Order()];
    }

    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels { get; }

    /// <inheritdoc />
    public int JoinedSeries => 1;

    /// <inheritdoc />
    public double[] ContextOf(TimeSeries series) => _options.Cut(series.Target.Values, _config.ContextLength);

    /// <inheritdoc />
    public int TokensOf(TimeSeries series) => _config.Patches * (_needsSpread ? TtmSpread.Origins + 1 : 1);

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        double[][] contexts = [.. series.Select(ContextOf)];
        int[] frequencies = [.. series.Select(one => TtmFrequencies.NumberOf(one.Frequency))];
        double[][] points = _forecaster.Forecast(pass, [.. series.Select(one => Prepare(one, cutOff: 0))], frequencies, _horizon);
        (double[] Spread, string? Basis)[] spreads =
            _needsSpread ? SpreadsOf(pass, series, frequencies) : [.. contexts.Select(_ => (new double[_horizon], (string?)null))];
        NativeForecast[] forecasts = new NativeForecast[series.Count];
        for (int i = 0; i < forecasts.Length; i++)
        {
            (double[] spread, string? basis) = spreads[i];
            forecasts[i] = new NativeForecast
            {
                Quantiles = [.. QuantileLevels.Select(level => points[i].Zip(spread, (point, deviation) => Value(point, deviation, level)).ToArray())],
                Mean = points[i],
                ContextUsed = contexts[i].Length,
                Method = basis is null ? null : $"ttm; quantiles {basis}",
                Warnings = basis is null ? [] : [$"the model has no quantiles; these are normal, {basis}"],
            };
        }

        return forecasts;
    }

    private static double Value(double point, double deviation, double level) =>
        level == 0.5 ? point : point + (deviation * NormalDistribution.InverseCdf(level));

    /// <summary>The history of a series without its last values, as the network is to see it.</summary>
    private TtmHistory Prepare(TimeSeries series, int cutOff)
    {
        // What an earlier origin sees begins where the last one's context begins.
        double[] before = _isPipeline
            ? _options.Cut(series.Target.Values, int.MaxValue)
            : _options.Cut(MissingValues.RepeatLast(series.Target.Values), _config.ContextLength);
        double[] known = before[..^cutOff];
        return _isPipeline ? TtmHistory.ForPipeline(known, _config.ContextLength) : TtmHistory.ForEvaluation(known);
    }

    /// <summary>Forecasts all series again from all their earlier origins, in one pass.</summary>
    private (double[] Spread, string? Basis)[] SpreadsOf(ForwardPass pass, IReadOnlyList<TimeSeries> series, int[] frequencies)
    {
        double[][] filled = [.. series.Select(one => _options.Cut(MissingValues.RepeatLast(one.Target.Values), _config.ContextLength))];
        (int Series, int Ahead)[] origins =
        [
            .. filled.Index().SelectMany(one => TtmSpread.EndsFor(one.Item.Length, _config.PredictionLength).Select(end => (one.Index, one.Item.Length - end))),
        ];
        int steps = Math.Min(_config.PredictionLength, _horizon);
        double[][] tried = origins.Length == 0
            ? []
            : _forecaster.Forecast(
                pass, [.. origins.Select(origin => Prepare(series[origin.Series], origin.Ahead))], [.. origins.Select(origin => frequencies[origin.Series])], steps);
        ILookup<int, double[]> errors = origins.Zip(tried).ToLookup(
            pair => pair.First.Series,
            pair => pair.Second.Zip(filled[pair.First.Series].TakeLast(pair.First.Ahead), (forecast, value) => value - forecast).ToArray());
        return [.. filled.Select((values, index) => SpreadOf(values, series[index].Frequency, [.. errors[index]]))];
    }

    private (double[] Spread, string? Basis) SpreadOf(double[] values, Frequency? frequency, double[][] errors) => errors.Length == 0
        ? (TtmSpread.OfSeasonalNaive(values, frequency?.SeasonLength ?? 1, _horizon),
            "by the errors of a seasonal naive forecast: the series is too short to try earlier origins")
        : (TtmSpread.Of(errors, _horizon), $"by the model's errors at {errors.Length} earlier origins");
}
