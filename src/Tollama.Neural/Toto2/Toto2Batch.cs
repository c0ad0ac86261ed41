using Tollama.Core.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>One request to a Toto 2.0 model: every series is a group of its own.</summary>
internal sealed class Toto2Batch(Toto2Config config, Toto2Forecaster forecaster, int horizon, NeuralOptions options) : ISeriesBatch
{
    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public int JoinedSeries => 1;

    /// <summary>The patches of the future that the network sees take room from the past.</summary>
    private int LongestContext
    {
        get
        {
            int patches = Math.Min(horizon + config.PatchLength - 1, config.MaxHorizon) / config.PatchLength;
            return Math.Max(config.ContextLength - ((patches - 1) * config.PatchLength), config.PatchLength);
        }
    }

    /// <inheritdoc />
    public int TokensOf(TimeSeries series) => ((Math.Min(series.Target.Length, LongestContext) + horizon) / config.PatchLength) + 2;

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        double[][] contexts = [.. series.Select(one => options.Cut(one.Target, LongestContext))];
        double[][][] forecasts = forecaster.Forecast(pass, [.. contexts.Select((context, index) => Toto2Row.Of(FromFirstObserved(context), config.PatchLength, index))], horizon);
        return [.. contexts.Select((context, index) => new NativeForecast { Quantiles = forecasts[index], ContextUsed = context.Length })];
    }

    /// <summary>Without what is missing at the beginning: it would only shift the positions.</summary>
    private static double[] FromFirstObserved(double[] context) => context[Array.FindIndex(context, value => !double.IsNaN(value))..];
}
