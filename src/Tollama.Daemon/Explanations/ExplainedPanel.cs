using System.Diagnostics;
using System.Globalization;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Explanations;

/// <summary>The answer as it grows, series by series.</summary>
/// <param name="call">The request; its model is installed.</param>
/// <param name="usualReason">Why its model is that one; <see langword="null"/> if the user named it.</param>
/// <param name="mostValues">Of so many values at most the components are told.</param>
internal sealed class ExplainedPanel(ForecastCall call, string? usualReason, long mostValues)
{
    /// <summary>Of so many values at most the components are told, where nobody says how many.</summary>
    internal const long MostValues = 200_000;

    private readonly List<ExplainedSeries> _series = [];
    private readonly List<SeriesError> _errors = [.. call.Errors];
    private readonly HashSet<string> _told = [];
    private readonly WarningList _warnings = new();
    private TimeSpan _load;
    private TimeSpan _elapsed;
    private long _values;
    private int _bare;

    /// <summary>Notes that series failed.</summary>
    internal void Fail(IEnumerable<SeriesError> errors)
    {
        Dictionary<string, TimeSeries> known = call.Panel.Series.ToDictionary(series => series.Id, StringComparer.Ordinal);
        _errors.AddRange(errors.Select(error => error with { Keys = error.Keys ?? known.GetValueOrDefault(error.Id)?.Keys }));
    }

    /// <summary>Adds series that were looked at.</summary>
    /// <param name="found">What they are like.</param>
    /// <param name="look">What in them does not go on as before.</param>
    /// <param name="outcome">What the model says of them.</param>
    /// <param name="elapsed">How long that took.</param>
    internal void Add(IReadOnlyList<(TimeSeries Series, SeriesAnalysis Analysis)> found, LookResult look, OriginOutcome outcome, TimeSpan elapsed)
    {
        _load += outcome.Load;
        _elapsed += elapsed - outcome.Load;
        _warnings.AddRange(look.Warnings.Concat(outcome.Warnings).Where(_told.Add));
        if (outcome.Errors.Count > 0)
        {
            Fail(outcome.Errors);
        }

        Explanation explanation = new(outcome.Model ?? call.Request.Model!, outcome.Reason, usualReason);
        Dictionary<string, SeriesForecastData> forecasts = outcome.Forecasts.ToDictionary(forecast => forecast.Id, StringComparer.Ordinal);
        foreach ((TimeSeries series, SeriesAnalysis analysis) in found)
        {
            if (forecasts.TryGetValue(series.Id, out SeriesForecastData? forecast))
            {
                _values += series.Length;
                Oddities? odd = look.Watched.TryGetValue(series.Id, out WatchedSeries? watched) ? Oddities.Of(watched) : null;
                ExplainedSeries told = explanation.Of(series, analysis, odd, forecast);
                if (look.Errors.TryGetValue(series.Id, out SeriesError? error))
                {
                    told = told with { Warnings = [.. told.Warnings ?? [], $"changes of level and outliers cannot be told: {error.Message}"] };
                }

                _series.Add(_values <= mostValues ? told : Bare(told));
            }
        }
    }

    /// <summary>The answer.</summary>
    /// <exception cref="TollamaException">No series could be looked at.</exception>
    internal ExplainResponse Answer()
    {
        if (_series.Count == 0)
        {
            throw AnswerAssembly.AllFailed(_errors);
        }

        // How many steps are forecast does not matter to somebody who gets no forecast.
        WarningList warnings = new();
        warnings.AddRange(call.Warnings.Where(warning => !warning.EndsWith(InputReader.HorizonHint, StringComparison.Ordinal)));
        warnings.AddRange(_warnings.Items);
        if (_bare > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"of {CountText.Of(_bare, "series", "series")} the components are not listed: an answer lists those of {mostValues} values; ask for fewer series"));
        }

        return new ExplainResponse
        {
            Series = _series,
            Errors = _errors.Count > 0 ? _errors : null,
            Warnings = warnings.Count > 0 ? warnings.Items : null,
            Input = call.Input,
            Timing = new ForecastTiming
            {
                ModelLoadMs = _load.TotalMilliseconds,
                InferenceMs = _elapsed.TotalMilliseconds,
                TotalMs = Stopwatch.GetElapsedTime(call.Started).TotalMilliseconds,
            },
            TollamaVersion = ServerIdentity.Version,
        };
    }

    private ExplainedSeries Bare(ExplainedSeries told)
    {
        _bare++;
        return told with
        {
            Timestamps = null,
            Values = null,
            Components = null,
            Effects = told.Effects?.ToDictionary(pair => pair.Key, pair => pair.Value with { History = null }),
        };
    }
}
