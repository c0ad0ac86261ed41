using Tollama.Core.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>One request to a Chronos-2 model: every series is a group of rows, its target and its covariates.</summary>
internal sealed class Chronos2Batch(Chronos2Config config, Chronos2Forecaster forecaster, int horizon, NeuralOptions options, bool crossLearning) : ISeriesBatch
{
    /// <summary>Series that learn from each other at the most, as in the makers' own evaluations.</summary>
    private const int CrossLearningSeries = 100;

    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public int JoinedSeries => crossLearning ? CrossLearningSeries : 1;

    /// <inheritdoc />
    public int TokensOf(TimeSeries series)
    {
        bool isRolled = horizon > config.MaxHorizon;
        int length = Math.Min(isRolled ? config.ContextLength : series.Target.Length, config.ContextLength);
        int tokens = ((length + Math.Min(horizon, config.MaxHorizon)) / config.PatchLength) + 3;
        int rows = 1 + series.PastCovariates.Count + series.FutureCovariates.Count;
        return tokens * rows * (isRolled ? Chronos2Forecaster.Paths : 1);
    }

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        List<Chronos2Row> rows = [];
        List<(int Row, int Context, List<string> Warnings)> targets = [];
        for (int i = 0; i < series.Count; i++)
        {
            int group = crossLearning ? 0 : i;
            double[] context = options.Cut(series[i].Target, config.ContextLength);
            targets.Add((rows.Count, context.Length, []));
            rows.Add(new Chronos2Row(context, [], group));
            AddCovariates(rows, series[i], group, targets[^1].Warnings);
        }

        double[][][] forecasts = forecaster.Forecast(pass, rows, horizon);
        return [.. targets.Select(target => new NativeForecast { Quantiles = forecasts[target.Row], ContextUsed = target.Context, Warnings = target.Warnings })];
    }

    private void AddCovariates(List<Chronos2Row> rows, TimeSeries series, int group, List<string> warnings)
    {
        int length = series.Target.Length;
        foreach ((_, double[] values) in series.PastCovariates.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            rows.Add(new Chronos2Row(options.Cut(values, config.ContextLength), [], group));
        }

        foreach ((string name, double[] values) in series.FutureCovariates.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (values.Length < length + horizon)
            {
                warnings.Add($"the covariate '{name}' was left out: this model needs its past values, too");
                continue;
            }

            rows.Add(new Chronos2Row(options.Cut(values[..length], config.ContextLength), values[length..], group));
        }
    }
}
