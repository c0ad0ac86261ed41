using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The errors of models in the windows of a backtest.</summary>
internal sealed class BacktestScores(ScoringPlan plan)
{
    private static readonly AccuracyMetric[] Usual = [AccuracyMetric.Mae, AccuracyMetric.Rmse, AccuracyMetric.Smape, AccuracyMetric.Mase];

    private readonly Dictionary<(string Model, string Series, AccuracyMetric Metric), List<double>> _values = [];

    private IReadOnlyList<AccuracyMetric> Metrics => plan.Metrics ?? Usual;

    /// <summary>Measures a window.</summary>
    internal void Add(ScoredWindow window)
    {
        Accuracy accuracy = new(window.Actual, window.Mean, window.Quantiles, window.History.ToArray(), window.Season);
        foreach (AccuracyMetric metric in Metrics)
        {
            if (accuracy.Of(metric).Value is { } value)
            {
                (string, string, AccuracyMetric) key = (window.Model, window.Series, metric);
                _values.TryAdd(key, []);
                _values[key].Add(value);
            }
        }
    }

    /// <summary>What they say.</summary>
    internal BacktestVerdict Verdict()
    {
        string order = Metrics.Contains(AccuracyMetric.Mase) ? "mase" : NameOf(Metrics[0]);
        BacktestRow[] table = [.. plan.Models.Select(model => RowOf(model, plan.Series, null)).OrderBy(row => row.Measures.GetValueOrDefault(order, double.MaxValue))];
        return new BacktestVerdict
        {
            Best = table.FirstOrDefault(row => row.Measures.ContainsKey(order))?.Model,
            Metric = order,
            Table = table,
            By = plan.By.Contains(BacktestGrouping.Series) ? [.. plan.Series.SelectMany(series => plan.Models.Select(model => RowOf(model, [series], series)))] : null,
            Warnings = [],
        };
    }

    private BacktestRow RowOf(string model, IReadOnlyList<string> series, string? name)
    {
        Dictionary<string, double> measures = [];
        foreach (AccuracyMetric metric in Metrics)
        {
            double[] means = [.. series.Where(one => _values.ContainsKey((model, one, metric))).Select(one => _values[(model, one, metric)].Average())];
            if (means.Length > 0)
            {
                measures[NameOf(metric)] = means.Average();
            }
        }

        return new BacktestRow { Model = model, Series = name, Measures = measures };
    }

    private static string NameOf(AccuracyMetric metric) => metric.ToString().ToLowerInvariant();
}
