using Tollama.Catalog.Architectures;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>One request to a Chronos-2 model: every series is a group of rows, its target and its covariates.</summary>
internal sealed class Chronos2Batch(
    Chronos2Config config, Chronos2Forecaster forecaster, int horizon, NeuralOptions options, SeriesGrouping grouping) : ISeriesBatch
{
    private static readonly IEqualityComparer<(string Name, Chronos2Row Row)> SameCovariate =
        EqualityComparer<(string Name, Chronos2Row Row)>.Create(
            (left, right) => left.Name == right.Name
                && left.Row.Future.AsSpan().SequenceEqual(right.Row.Future)
                && left.Row.Context.AsSpan().SequenceEqual(right.Row.Context),
            covariate => HashCode.Combine(covariate.Name, covariate.Row.Context.Length));

    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public BetweenLevels BetweenLevels => BetweenLevels.OfRaw;

    /// <inheritdoc />
    public int JoinedSeries => grouping.JoinedSeries;

    /// <inheritdoc />
    public double[] ContextOf(TimeSeries series) => options.Cut(series.Target.Values, config.ContextLength);

    /// <inheritdoc />
    public int TokensOf(TimeSeries series)
    {
        bool isRolled = horizon > config.MaxHorizon;
        int length = Math.Min(isRolled ? config.ContextLength : series.Length, config.ContextLength);
        int tokens = ((length + Math.Min(horizon, config.MaxHorizon)) / config.PatchLength) + 3;
        return tokens * (1 + series.Covariates.Count) * (isRolled ? Chronos2Forecaster.Paths : 1);
    }

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        IReadOnlyList<string> ofAll = grouping.WarningsOf(series);
        List<Chronos2Row> rows = [];
        Chronos2Covariates covariates = new(series, grouping.IsJoint);
        HashSet<(string Name, Chronos2Row Row)> shared = new(SameCovariate);
        List<(int Row, int Context, List<string> Warnings)> targets = [];
        for (int i = 0; i < series.Count; i++)
        {
            int group = grouping.GroupOf(i);
            double[] context = ContextOf(series[i]);
            List<string> warnings = [.. ofAll];
            targets.Add((rows.Count, context.Length, warnings));
            rows.Add(new Chronos2Row(context, [], group));
            foreach ((string name, double[] past, double[] future) in covariates.Of(series[i], warnings))
            {
                Chronos2Row row = new(options.Cut(past, config.ContextLength), future, group);

                // Variates of one series often come with the same covariates: the network has to see each once.
                if (!grouping.IsJoint || shared.Add((name, row)))
                {
                    rows.Add(row);
                }
            }
        }

        double[][][] forecasts = forecaster.Forecast(pass, rows, horizon);
        return
        [
            .. targets.Select(target => new NativeForecast
            {
                Quantiles = forecasts[target.Row],
                ContextUsed = target.Context,
                Warnings = target.Warnings,
            }),
        ];
    }
}
