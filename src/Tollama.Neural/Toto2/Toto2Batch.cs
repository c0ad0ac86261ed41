using Tollama.Catalog.Architectures;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>One request to a Toto 2.0 model: every series is a row, alone or with the others.</summary>
internal sealed class Toto2Batch(Toto2Config config, Toto2Forecaster forecaster, int horizon, NeuralOptions options, SeriesGrouping grouping) : ISeriesBatch
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
        return [.. forecasts.Select((levels, i) => new NativeForecast { Quantiles = levels, ContextUsed = rows[i].Context.Length, Warnings = warnings })];
    }

    private Toto2Row RowOf(double[] target, int group)
    {
        Toto2Row row = Toto2Row.Target(target, config.PatchLength, group);
        return row with { Context = options.Cut(row.Context, forecaster.ContextFor(horizon)) };
    }
}
