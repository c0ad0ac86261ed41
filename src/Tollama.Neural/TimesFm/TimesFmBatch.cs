using Tollama.Catalog.Architectures;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>One request to a TimesFM model.</summary>
internal sealed class TimesFmBatch(TimesFmConfig config, TimesFmForecaster forecaster, int horizon, NeuralOptions options) : ISeriesBatch
{
    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public int JoinedSeries => 1;

    /// <summary>History and forecast together must not be longer than the context.</summary>
    private int LongestContext
    {
        get
        {
            int outputs = (horizon + config.OutputLength - 1) / config.OutputLength * config.OutputLength;
            return Math.Max(config.ContextLength - outputs, config.PatchLength) / config.PatchLength * config.PatchLength;
        }
    }

    /// <inheritdoc />
    public double[] ContextOf(TimeSeries series) => options.Cut(series.Target.Values, LongestContext);

    /// <inheritdoc />
    public int TokensOf(TimeSeries series) => 2 * ((Math.Min(series.Length, LongestContext) + horizon) / config.PatchLength + 1);

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        // A gap that the context begins in is filled with the help of the value before it, as in the makers' program.
        double[][] contexts = [.. series.Select(one => options.Cut(MissingValues.Fill(one.Target.Values), LongestContext))];
        double[][][] forecasts = forecaster.Forecast(pass, contexts, horizon);
        return
        [
            .. contexts.Select((context, index) => new NativeForecast
            {
                Quantiles = [.. config.QuantileLevels.Select((_, level) => forecasts[index].Select(row => row[level + 1]).ToArray())],
                ContextUsed = ContextOf(series[index]).Length,
                IsNonNegative = Array.TrueForAll(context, value => value >= 0),
            }),
        ];
    }
}
