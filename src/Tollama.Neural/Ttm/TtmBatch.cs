using Tollama.Core.Architectures;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Numerics.Distributions;

namespace Tollama.Neural;

/// <summary>One request to a TinyTimeMixer model, which forecasts points: quantiles are normal, with the errors at earlier origins as spread.</summary>
internal sealed class TtmBatch : ISeriesBatch
{
    private readonly TtmConfig _config;
    private readonly TtmForecaster _forecaster;
    private readonly int _horizon;
    private readonly NeuralOptions _options;
    private readonly bool _needsSpread;

    public TtmBatch(TtmConfig config, TtmForecaster forecaster, ForecastTask task, NeuralOptions options)
    {
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
    public int TokensOf(TimeSeries series) => _config.Patches * (_needsSpread ? TtmSpread.Origins + 1 : 1);

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        double[][] contexts = [.. series.Select(one => _options.Cut(one.Target, _config.ContextLength))];
        double[][] filled = [.. contexts.Select(MissingValues.Fill)];
        int[] frequencies = [.. series.Select(one => TtmFrequencies.NumberOf(one.Frequency))];
        double[][] points = _forecaster.Forecast(pass, filled, frequencies, _horizon);
        NativeForecast[] forecasts = new NativeForecast[series.Count];
        for (int i = 0; i < forecasts.Length; i++)
        {
            (double[] spread, string? basis) = _needsSpread ? SpreadOf(pass, filled[i], series[i].Frequency) : (new double[_horizon], null);
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

    private (double[] Spread, string Basis) SpreadOf(ForwardPass pass, double[] values, Frequency? frequency)
    {
        int[] ends = TtmSpread.EndsFor(values.Length, _config.PredictionLength);
        if (ends.Length == 0)
        {
            double[] spread = TtmSpread.OfSeasonalNaive(values, frequency?.SeasonLength ?? 1, _horizon);
            return (spread, "by the errors of a seasonal naive forecast: the series is too short to try earlier origins");
        }

        int number = TtmFrequencies.NumberOf(frequency);
        int steps = Math.Min(_config.PredictionLength, _horizon);
        double[][] tried = _forecaster.Forecast(pass, [.. ends.Select(end => values[..end])], [.. ends.Select(_ => number)], steps);
        double[][] errors = [.. tried.Select((forecast, index) => forecast.Take(values.Length - ends[index]).Select((value, step) => values[ends[index] + step] - value).ToArray())];
        return (TtmSpread.Of(errors, _horizon), $"by the model's errors at {ends.Length} earlier origins");
    }
}
