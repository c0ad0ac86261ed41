using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests.Scoring;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>Which model forecasts which series, and why.</summary>
internal sealed class SelectedModels
{
    private const string Scaled = "mase";
    private const string Absolute = "mae";

    private readonly Dictionary<string, BacktestRow> _bySeries;
    private readonly BacktestRow _best;
    private readonly BacktestResponse _backtest;

    private SelectedModels(Dictionary<string, BacktestRow> bySeries, BacktestRow best, BacktestResponse backtest) =>
        (_bySeries, _best, _backtest) = (bySeries, best, backtest);

    /// <summary>Which model was chosen how often, and what the user should know of the choice.</summary>
    internal IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>
    /// Chooses by a backtest: the lowest mean of its measure over the windows, mase unless told; of equals the model that is better over the table.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="backtest">Its backtest, with rows by series.</param>
    internal static SelectedModels Of(ForecastCall call, BacktestResponse backtest)
    {
        BacktestRow best = backtest.Table[0];
        Dictionary<string, BacktestRow> bySeries = new(StringComparer.Ordinal);
        if (call.Request.Select == ModelSelection.Series)
        {
            foreach (IGrouping<string, BacktestRow> rows in (backtest.By ?? []).GroupBy(row => row.Series!))
            {
                bySeries[rows.Key] = Best([.. rows], backtest.Metric);
            }
        }

        SelectedModels selected = new(bySeries, best, backtest);
        return new SelectedModels(bySeries, best, backtest) { Warnings = [.. selected.Sentences(call)] };
    }

    /// <summary>The model that forecasts a series.</summary>
    internal string ModelOf(string series) => RowOf(series).Model;

    /// <summary>Says in a forecast which model made it, and why.</summary>
    internal SeriesForecastData Explain(SeriesForecastData forecast)
    {
        BacktestRow row = RowOf(forecast.Id);
        string measured = MeasureOf(row) is { } measure ? FormattableString.Invariant($" ({measure.Name} {measure.Value:0.###})") : "";
        string why = FormattableString.Invariant($"{row.Model}: best of {_backtest.Table.Count} in a backtest{measured}");
        return forecast with { Method = forecast.Method is { } told ? $"{why}; {told}" : why };
    }

    // Rows are in the order of the table: of equals the one that is better there, or was named earlier, comes first.
    private static BacktestRow Best(IReadOnlyList<BacktestRow> rows, string metric)
    {
        string? measure = new[] { metric, Scaled, Absolute }.FirstOrDefault(name => rows.Any(row => row.Measures.ContainsKey(name)));
        return measure is null ? rows[0] : rows.Where(row => row.Measures.ContainsKey(measure)).MinBy(row => row.Measures[measure])!;
    }

    private (string Name, double Value)? MeasureOf(BacktestRow row)
    {
        foreach (string name in new[] { _backtest.Metric, Scaled, Absolute })
        {
            if (row.Measures.TryGetValue(name, out double value))
            {
                return (name, value);
            }
        }

        return null;
    }

    private BacktestRow RowOf(string series) => _bySeries.GetValueOrDefault(series, _best);

    private IEnumerable<string> Sentences(ForecastCall call)
    {
        bool isOfSeries = call.Request.Select == ModelSelection.Series;
        string scope = RequestFields.Select.With(isOfSeries ? "series" : "table");
        if (isOfSeries && call.Panel.Series.Count > 1)
        {
            IEnumerable<string> wins = _bySeries.Values.GroupBy(row => row.Model)
                .OrderByDescending(rows => rows.Count()).ThenBy(rows => rows.Key, StringComparer.Ordinal)
                .Select(rows => string.Create(CultureInfo.InvariantCulture, $"'{rows.Key}' is best for {rows.Count()}"));
            yield return $"{scope}: {string.Join(", ", wins)} of the series";
        }
        else
        {
            yield return $"{scope}: '{(isOfSeries ? ModelOf(call.Panel.Series[0].Id) : _best.Model)}' is best";
        }

        if (ScoreWarnings.OtherOrder(call.Request.Metrics, _backtest.Best is null ? null : _backtest.Metric) is { } other)
        {
            yield return other;
        }

        if (_backtest.Recommendation is { } verdict)
        {
            yield return verdict;
        }

        SeriesNotices unmeasured = new();
        foreach (string id in call.Panel.Series.Select(series => series.Id).Where(id => isOfSeries && !_bySeries.ContainsKey(id)))
        {
            unmeasured.Add(id, $"no model was measured on it: '{_best.Model}' forecasts it, which is best for the others");
        }

        foreach (string notice in unmeasured.Items)
        {
            yield return notice;
        }

        foreach (BacktestError error in (_backtest.Errors ?? []).Where(error => error.Id is null))
        {
            yield return $"'{error.Model}' was not measured: {error.Message}";
        }
    }
}
