using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>Collects the windows of a backtest and measures its models. Windows may come in any order, and from several threads: the verdict is the same to the last bit.</summary>
internal sealed class BacktestScores
{
    private static readonly AccuracyMetric[] Usual =
        [AccuracyMetric.Mase, AccuracyMetric.Mae, AccuracyMetric.Rmse, AccuracyMetric.Rmsse, AccuracyMetric.Smape, AccuracyMetric.Wape, AccuracyMetric.Bias];

    private static readonly AccuracyMetric[] OfQuantiles = [AccuracyMetric.Crps, AccuracyMetric.Coverage, AccuracyMetric.Msis];

    private readonly Lock _lock = new();
    private readonly ScoringPlan _plan;
    private readonly AccuracyMetric[] _measured;
    private readonly Dictionary<string, Dictionary<WindowPlace, WindowScore>> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<WindowPlace, WindowScore> _baseline = [];
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ids;
    private string[] _names = [];

    /// <summary>An empty sheet.</summary>
    /// <param name="plan">What is measured.</param>
    /// <exception cref="TollamaException">None of the measures orders models.</exception>
    internal BacktestScores(ScoringPlan plan)
    {
        _plan = plan;
        CheckOrder(plan.Metrics);
        _ids = plan.Series.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

        // Skill, rank and relative_mae need these two whether they are asked for or not.
        _measured = [.. (plan.Metrics ?? [.. Usual, .. OfQuantiles]).Union([AccuracyMetric.Mase, AccuracyMetric.Mae])];
    }

    /// <summary>Whether a measure tells which of two models is better: a bias and a coverage do not.</summary>
    internal static bool Orders(AccuracyMetric metric) => metric is not (AccuracyMetric.Bias or AccuracyMetric.Coverage);

    /// <summary>Refuses measures of which none orders models.</summary>
    /// <exception cref="TollamaException">None does.</exception>
    internal static void CheckOrder(IReadOnlyList<AccuracyMetric>? metrics)
    {
        if (metrics is { Count: > 0 } && !metrics.Any(Orders))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{RequestFields.Metrics.Name}={string.Join(',', metrics.Select(Accuracy.NameOf))} does not tell which model is better: neither bias nor coverage is best where it is lowest",
                $"name a measure of error first: {RequestFields.Metrics.Name}=mase,{Accuracy.NameOf(metrics[0])}");
        }
    }

    /// <summary>Takes a window of a model.</summary>
    /// <exception cref="InvalidOperationException">The window is there already.</exception>
    internal void Add(ScoredWindow window)
    {
        WindowScore score = Measure(window);
        lock (_lock)
        {
            if (!_models.TryGetValue(window.Model, out Dictionary<WindowPlace, WindowScore>? scores))
            {
                _models.Add(window.Model, scores = []);
            }

            Keep_NeedsLock(scores, window, score);
        }
    }

    /// <summary>Takes a window of the seasonal naive forecast, to which skill and relative_mae compare; its <see cref="ScoredWindow.Model"/> says nothing.</summary>
    /// <exception cref="InvalidOperationException">The window is there already.</exception>
    internal void AddBaseline(ScoredWindow window)
    {
        WindowScore score = Measure(window);
        lock (_lock)
        {
            Keep_NeedsLock(_baseline, window, score);
        }
    }

    /// <summary>Adds to the time that a model took.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seconds">At least 0.</param>
    internal void AddSeconds(string model, double seconds)
    {
        lock (_lock)
        {
            _seconds[model] = _seconds.GetValueOrDefault(model) + seconds;
        }
    }

    /// <summary>What the windows so far say.</summary>
    internal BacktestVerdict Verdict()
    {
        lock (_lock)
        {
            return new ScoreBoard(_plan, _plan.Metrics ?? [.. Usual, .. OfQuantiles], _models, _baseline, _seconds, _keys).Verdict();
        }
    }

    private WindowScore Measure(ScoredWindow window) => WindowScore.Of(window, _measured, _plan.By.Contains(BacktestGrouping.Horizon));

    private void Keep_NeedsLock(Dictionary<WindowPlace, WindowScore> scores, ScoredWindow window, WindowScore score)
    {
        if (!_ids.TryGetValue(window.Series, out int place))
        {
            throw new InvalidOperationException($"the plan has no series '{window.Series}'");
        }

        WindowScore shared = score.Sharing(_names);
        _names = shared.Whole.Names;
        if (!scores.TryAdd(new WindowPlace(place, window.Window), shared))
        {
            throw new InvalidOperationException($"window {window.Window} of series '{window.Series}' of '{window.Model}' is there twice");
        }

        if (window.Keys is { } keys)
        {
            _keys[window.Series] = keys;
        }
    }
}
