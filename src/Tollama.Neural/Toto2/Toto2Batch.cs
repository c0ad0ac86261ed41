using Tollama.Catalog.Architectures;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>One request to a Toto 2.0 model: every series is a row, alone or with the others.</summary>
/// <param name="config">The configuration.</param>
/// <param name="forecaster">Forecasts rows.</param>
/// <param name="horizon">How many steps.</param>
/// <param name="options">The options of every model.</param>
/// <param name="grouping">Which series look at each other.</param>
/// <param name="observesPadding">True if zeros fill the last patch of a short series and count as observed.</param>
internal sealed class Toto2Batch(
    Toto2Config config, Toto2Forecaster forecaster, int horizon, NeuralOptions options, SeriesGrouping grouping, bool observesPadding) : ISeriesBatch
{
    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public int JoinedSeries => grouping.JoinedSeries;

    /// <inheritdoc />
    public double[] ContextOf(TimeSeries series) => RowOf(series.Target.Values, group: 0).Context;

    /// <inheritdoc />
    public int TokensOf(TimeSeries series)
    {
        int longest = horizon > config.MaxHorizon ? config.ContextLength : forecaster.ContextFor(horizon);
        return (Math.Min(series.Length + horizon, longest) / config.PatchLength) + forecaster.PatchesFor(horizon);
    }

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        Toto2Row[] rows = [.. series.Select((one, i) => RowOf(one.Target.Values, grouping.GroupOf(i)))];
        double[][][] forecasts = forecaster.Forecast(pass, rows, horizon);
        IReadOnlyList<string> warnings = grouping.WarningsOf(series);
        return [.. forecasts.Select((levels, i) => new NativeForecast { Quantiles = levels, ContextUsed = Math.Min(rows[i].Context.Length, series[i].Length), Warnings = warnings })];
    }

    private Toto2Row RowOf(double[] target, int group)
    {
        Toto2Row row = Toto2Row.Target(target, config.PatchLength, group);
        Toto2Row cut = row with { Context = options.Cut(row.Context, forecaster.ContextFor(horizon)) };
        return observesPadding ? cut.WithObservedPadding(config.PatchLength) : cut;
    }
}
