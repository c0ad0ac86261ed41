using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests.Scoring;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>Gathers what the models of a backtest forecast, model after model, into its answer.</summary>
internal sealed class BacktestReport
{
    // Nobody reads more of them, and each names a reason.
    private const int MostErrors = 1000;

    private readonly BacktestPlan _plan;
    private readonly BacktestScores _scores;
    private readonly List<BacktestForecast>? _forecasts;
    private readonly List<BacktestError> _errors;
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly bool _namesModels;
    private int _unlisted;
    private TimeSpan _elapsed;

    internal BacktestReport(BacktestPlan plan, IReadOnlyList<string> models)
    {
        ForecastRequest request = plan.Call.Request;
        _plan = plan;
        _namesModels = models.Count > 1;
        _scores = new BacktestScores(new ScoringPlan
        {
            Models = models,
            Series = [.. plan.Series.Select(series => series.Series.Id)],
            Metrics = request.Metrics,
            By = request.By ?? [],
            WindowsOverlap = plan.Settings.WindowsOverlap,
        });
        _forecasts = request.Include?.Contains(Inclusion.Forecasts) == true ? [] : null;
        _errors = [.. plan.Errors.Take(MostErrors)];
        _unlisted = plan.Errors.Count - _errors.Count;
        _warnings.AddRange(plan.Call.Warnings);
        _warnings.AddRange(plan.Warnings);
    }

    /// <summary>Whether anything was forecast so far.</summary>
    internal bool HasForecasts { get; private set; }

    /// <summary>Takes what a model forecast.</summary>
    /// <param name="outcome">What it forecast.</param>
    /// <param name="isBaseline">True if it is the one that every model is compared with.</param>
    internal void Add(ModelOutcome outcome, bool isBaseline)
    {
        _elapsed += outcome.Elapsed;
        _scores.AddSeconds(outcome.Model, Math.Round(outcome.Elapsed.TotalSeconds, 3));
        foreach (BacktestError error in outcome.Errors)
        {
            Add(error);
        }

        foreach (string warning in outcome.Windows.SelectMany(window => window?.Warnings ?? []))
        {
            // The same is said at every origin, with other numbers.
            if (_told.Add($"{outcome.Model} {SeriesNotices.ShapeOf(warning)}"))
            {
                _warnings.Add(_namesModels ? $"{outcome.Model}: {warning}" : warning);
            }
        }

        foreach ((SeriesWindows series, int window, SeriesForecastData forecast) in Answered(outcome))
        {
            HasForecasts = true;
            ScoredWindow scored = Scored(outcome.Model, series, window, forecast);
            _scores.Add(scored);
            if (isBaseline)
            {
                _scores.AddBaseline(scored);
            }

            _forecasts?.Add(Kept(scored, series, window, forecast));
        }
    }

    /// <summary>Takes the forecasts that every model is compared with.</summary>
    internal void AddBaseline(ModelOutcome outcome)
    {
        foreach ((SeriesWindows series, int window, SeriesForecastData forecast) in Answered(outcome))
        {
            _scores.AddBaseline(Scored(outcome.Model, series, window, forecast));
        }
    }

    /// <summary>Notes what failed.</summary>
    internal void Add(BacktestError error)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
        else
        {
            _unlisted++;
        }
    }

    /// <summary>Notes what is to be said of the backtest.</summary>
    internal void Warn(IEnumerable<string> warnings) => _warnings.AddRange(warnings);

    /// <summary>Why there is no answer.</summary>
    internal TollamaException Failure()
    {
        SeriesNotices kinds = new();
        foreach (BacktestError error in _errors.Where(error => error.Id is not null))
        {
            kinds.Add(error.Id!, error.Message);
        }

        IEnumerable<string> ofModels = _errors.Where(error => error.Id is null).Select(error => $"{error.Model}: {error.Message}");
        ErrorCode code = ErrorCodeNames.FromWireName(_errors.Find(error => error.Model is not null)?.Code ?? "") ?? ErrorCode.SeriesNotForecastable;
        return new TollamaException(code, string.Join(" ", ofModels.Concat(kinds.Items).Take(3)));
    }

    /// <summary>The answer.</summary>
    /// <param name="total">The time since the request arrived.</param>
    internal BacktestResponse Answer(TimeSpan total)
    {
        BacktestVerdict verdict = _scores.Verdict();
        if (_unlisted > 0)
        {
            _warnings.Add($"… and {CountText.Of(_unlisted, "more error is", "more errors are")} not listed");
        }

        WarningList warnings = new();
        warnings.AddRange(_warnings);
        warnings.AddRange(verdict.Warnings);
        return new BacktestResponse
        {
            Best = verdict.Best,
            Metric = verdict.Metric,
            Horizon = _plan.Settings.Horizon,
            Windows = _plan.Settings.Windows,
            Step = _plan.Settings.Step,
            Gap = _plan.Settings.Gap,
            Table = verdict.Table,
            By = verdict.By,
            Forecasts = _forecasts,
            Recommendation = verdict.Recommendation,
            Errors = _errors.Count == 0 ? null : _errors,
            Warnings = warnings.Count == 0 ? null : warnings.Items,
            Input = _plan.Call.Input,
            Timing = new ForecastTiming { InferenceMs = Milliseconds(_elapsed), TotalMs = Milliseconds(total) },
            TollamaVersion = ServerIdentity.Version,
        };
    }

    private IEnumerable<(SeriesWindows Series, int Window, SeriesForecastData Forecast)> Answered(ModelOutcome outcome)
    {
        for (int window = 0; window < outcome.Windows.Count; window++)
        {
            Dictionary<string, SeriesForecastData> byId = new(StringComparer.Ordinal);
            foreach (SeriesForecastData forecast in outcome.Windows[window]?.Forecasts ?? [])
            {
                byId[forecast.Id] = forecast;
            }

            foreach (SeriesWindows series in _plan.Series)
            {
                if (byId.TryGetValue(series.Series.Id, out SeriesForecastData? forecast))
                {
                    yield return (series, window, forecast);
                }
            }
        }
    }

    private ScoredWindow Scored(string model, SeriesWindows series, int window, SeriesForecastData forecast) => new()
    {
        Model = model,
        Series = series.Series.Id,
        Keys = series.Series.Keys,
        Window = window + 1,
        Actual = series.ActualAt(window),
        Mean = forecast.Mean,
        Quantiles = AnswerMetrics.QuantilesOf(forecast),
        History = series.HistoryAt(window),
        Season = _plan.Settings.SeasonOf(series.Series),
    };

    private static BacktestForecast Kept(ScoredWindow scored, SeriesWindows series, int window, SeriesForecastData forecast) => new()
    {
        Model = scored.Model,
        Id = scored.Series,
        Keys = scored.Keys,
        Window = scored.Window,
        Cutoff = series.CutoffAt(window),
        Timestamps = series.StepsAt(window),
        Actual = scored.Actual,
        Mean = scored.Mean,
        Quantiles = forecast.Quantiles,
    };

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
