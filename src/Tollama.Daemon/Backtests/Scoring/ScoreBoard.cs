using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>Turns the windows of a backtest into its verdict.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="metrics">The measures that are told.</param>
/// <param name="scores">By model its windows.</param>
/// <param name="baseline">The windows of the seasonal naive forecast.</param>
/// <param name="seconds">By model the time that it took.</param>
/// <param name="keys">By series the cells of its id columns.</param>
internal sealed class ScoreBoard(
    ScoringPlan plan,
    IReadOnlyList<AccuracyMetric> metrics,
    IReadOnlyDictionary<string, Dictionary<WindowPlace, WindowScore>> scores,
    IReadOnlyDictionary<WindowPlace, WindowScore> baseline,
    IReadOnlyDictionary<string, double> seconds,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> keys)
{
    private readonly string[] _models =
        [.. plan.Models.Where(scores.ContainsKey), .. scores.Keys.Except(plan.Models).Order(StringComparer.Ordinal)];

    private readonly ILookup<int, WindowPlace> _places = scores.Values.SelectMany(windows => windows.Keys).Distinct().ToLookup(place => place.Series);

    /// <summary>The verdict.</summary>
    internal BacktestVerdict Verdict()
    {
        WindowPlace[] common = CommonOf(_models, _places.SelectMany(places => places));
        ScoreSheet sheet = SheetOf(_models, common);
        (AccuracyMetric ordering, string metric) = Ordering(sheet);
        PairedMeasure? order = sheet.Of(metric);
        int[] ranking = [.. Enumerable.Range(0, _models.Length).OrderBy(model => order?.MeanOf(model) ?? double.PositiveInfinity)];
        string? best = ranking.Length > 0 && order?.MeanOf(ranking[0]) is not null ? _models[ranking[0]] : null;

        // What orders the models is told, also where it was not asked for.
        IReadOnlyList<AccuracyMetric> told = best is null || metrics.Contains(ordering) ? metrics : [.. metrics, ordering];
        bool isCompared = order is not null && !(order.IsOverWindows && plan.WindowsOverlap);
        IReadOnlySet<(int Better, int Worse)> better = isCompared ? PairedComparison.Of(order!, _models.Length) : new HashSet<(int, int)>();
        ModelRank?[] ranks = order is null || _models.Length < 2 ? new ModelRank?[_models.Length] : RankTest.Of(order, _models.Length, isCompared);
        BacktestRow[] table = [.. ranking.Select(model => RowOf(sheet, model, told, ranks[model]) with
        {
            BetterThan = [.. ranking.Where(other => better.Contains((model, other))).Select(other => _models[other])],
        })];
        return new BacktestVerdict
        {
            Best = best,
            Metric = metric,
            Table = table,
            By = plan.By.Count == 0 ? null : [.. plan.By.SelectMany(grouping => PartsOf(grouping, common, [.. ranking.Select(model => _models[model])], told))],
            Recommendation = best is null ? null : new RecommendationText(metric, table, order!, plan.WindowsOverlap).Text,
            Warnings = [.. new ScoreWarnings(plan, scores, common, sheet).Of(metrics, best is null ? null : metric)],
        };
    }

    private BacktestRow RowOf(ScoreSheet sheet, int model, IReadOnlyList<AccuracyMetric> told, ModelRank? rank)
    {
        Dictionary<string, double> measures = sheet.MeasuresOf(model, told);
        if (rank is { } own)
        {
            measures.Add("rank", own.Mean);
            if (own.Half is { } half)
            {
                measures.Add("rank_low", own.Mean - half);
                measures.Add("rank_high", own.Mean + half);
            }
        }

        if (seconds.TryGetValue(_models[model], out double time))
        {
            measures.Add("seconds", time);
        }

        return new BacktestRow { Model = _models[model], Measures = measures };
    }

    /// <summary>The first measure asked for that orders models and is defined for one of them; else <c>mase</c>, else <c>mae</c>.</summary>
    private (AccuracyMetric Metric, string Name) Ordering(ScoreSheet sheet)
    {
        AccuracyMetric[] candidates = [.. plan.Metrics is { } asked ? asked.Where(BacktestScores.Orders) : [], AccuracyMetric.Mase, AccuracyMetric.Mae];

        // Of several intervals the widest counts.
        foreach (AccuracyMetric metric in candidates)
        {
            if (sheet.NamesOf(metric).LastOrDefault(name => sheet.Of(name)?.IsFinite == true) is { } name)
            {
                return (metric, name);
            }
        }

        return (candidates[0], Accuracy.NameOf(candidates[0]));
    }

    private IEnumerable<BacktestRow> PartsOf(
        BacktestGrouping grouping, WindowPlace[] common, IReadOnlyList<string> ranking, IReadOnlyList<AccuracyMetric> told) => grouping switch
        {
            BacktestGrouping.Series => plan.Series.Index().SelectMany(series => OfSeries(series.Index, ranking, told).Select(row => row with { Series = series.Item })),
            BacktestGrouping.Window => common.GroupBy(place => place.Window).OrderBy(part => part.Key)
                .SelectMany(part => Rows(SheetOf(ranking, [.. part]), told).Select(row => row with { Window = part.Key })),
            BacktestGrouping.Horizon => Enumerable.Range(0, common.Select(StepsAt).DefaultIfEmpty().Max())
                .SelectMany(step => Rows(SheetOf(ranking, [.. common.Where(place => step < StepsAt(place))], step), told).Select(row => row with { Step = step + 1 })),
            BacktestGrouping.Group => common.SelectMany(place => GroupsOf(place.Series).Select(group => (Group: group, Place: place))).GroupBy(pair => pair.Group, pair => pair.Place)
                .SelectMany(part => Rows(SheetOf(ranking, [.. part]), told).Select(row => row with { Group = part.Key })),
            _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, message: null),
        };

    // A series is told for the models that answered it, also where another did not: its rows are compared with each other alone.
    private IEnumerable<BacktestRow> OfSeries(int series, IReadOnlyList<string> ranking, IReadOnlyList<AccuracyMetric> told)
    {
        string[] models = [.. ranking.Where(model => _places[series].Any(scores[model].ContainsKey))];
        return Rows(SheetOf(models, CommonOf(models, _places[series])), told);
    }

    private static IEnumerable<BacktestRow> Rows(ScoreSheet sheet, IReadOnlyList<AccuracyMetric> told) =>
        sheet.Models.Select((model, index) => new BacktestRow { Model = model, Measures = sheet.MeasuresOf(index, told) }).Where(row => row.Measures.Count > 0);

    private IEnumerable<string> GroupsOf(int series) =>
        keys.TryGetValue(plan.Series[series], out IReadOnlyDictionary<string, string>? cells) ? cells.Select(cell => $"{cell.Key}={cell.Value}") : [];

    private int StepsAt(WindowPlace place) => _models.Min(model => scores[model][place].Steps!.Length);

    private WindowPlace[] CommonOf(IReadOnlyList<string> models, IEnumerable<WindowPlace> places) =>
        [.. places.Where(place => models.All(model => scores[model].ContainsKey(place))).OrderBy(place => place.Series).ThenBy(place => place.Window)];

    private ScoreSheet SheetOf(IReadOnlyList<string> models, IReadOnlyList<WindowPlace> places, int? step = null) => new(
        models,
        [.. places.Select(place => new ScoredCell(
            place.Series,
            [.. models.Select(model => Part(scores[model][place], step))],
            baseline.TryGetValue(place, out WindowScore? naive) ? Part(naive, step) : null))],
        isStep: step is not null);

    private static MeasureValues Part(WindowScore score, int? step) => step is { } one ? score.Steps!.ElementAtOrDefault(one) ?? MeasureValues.None : score.Whole;
}
