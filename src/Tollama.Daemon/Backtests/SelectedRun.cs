using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>Forecasts of one request by several models, put together as one answer in the order of its series.</summary>
internal sealed class SelectedRun(ForecastCall call, IReadOnlyList<string> warnings) : IForecastRun
{
    private readonly Dictionary<string, SeriesForecastData> _forecasts = new(StringComparer.Ordinal);
    private readonly List<SeriesError> _errors = [.. call.Errors];
    private readonly List<ForecastOutcome> _frames = [];
    private bool _isRead;

    public bool IsComputed => true;

    /// <summary>Takes the forecasts of one model.</summary>
    /// <param name="run">The run of the model.</param>
    /// <param name="explain">Says which model it was.</param>
    internal async Task AddAsync(ForecastRun run, Func<SeriesForecastData, SeriesForecastData> explain)
    {
        while (await run.NextAsync().ConfigureAwait(false) is { } part)
        {
            foreach (SeriesForecastData forecast in part)
            {
                _forecasts[forecast.Id] = explain(forecast);
            }
        }

        _errors.AddRange(run.Errors);
        _frames.Add(run.Frame());
    }

    /// <summary>Notes that a model could not forecast its series, and why.</summary>
    internal void Add(IReadOnlyList<TimeSeries> series, TollamaException fault)
    {
        Dictionary<string, Fault> told = new(StringComparer.Ordinal);
        foreach (Fault one in fault.Faults.Where(one => one.Loc is ["body", "series", _]))
        {
            told[one.Loc[2]] = one;
        }

        foreach (TimeSeries one in series)
        {
            SeriesError error = told.TryGetValue(one.Id, out Fault? found)
                ? new SeriesError { Id = one.Id, Keys = one.Keys, Code = found.Type, Message = found.Msg }
                : new SeriesError { Id = one.Id, Keys = one.Keys, Code = fault.Code.ToWireName(), Message = PrivateText.Hide(fault.Message) };
            _errors.Add(error);
        }
    }

    /// <summary>Everything was computed.</summary>
    /// <exception cref="TollamaException">No series could be forecast, or one could not and that is enough.</exception>
    internal void Close()
    {
        if (_forecasts.Count == 0 || (call.Request.FailFast == true && _errors.Count > 0))
        {
            throw AnswerAssembly.AllFailed(_errors);
        }
    }

    public ValueTask<IReadOnlyList<SeriesForecastData>?> NextAsync()
    {
        if (_isRead)
        {
            return ValueTask.FromResult<IReadOnlyList<SeriesForecastData>?>(null);
        }

        _isRead = true;
        return ValueTask.FromResult<IReadOnlyList<SeriesForecastData>?>(
            [.. call.Panel.Series.Select(series => _forecasts.GetValueOrDefault(series.Id)).OfType<SeriesForecastData>()]);
    }

    public void GiveUp(TollamaException reason)
    {
        // All of it is computed.
    }

    public ForecastOutcome Frame()
    {
        ForecastResponse[] answers = [.. _frames.Select(frame => frame.Unfinished)];
        List<string> told = [.. call.Warnings, .. warnings, .. answers.SelectMany(Told).Distinct()];
        ForecastResponse answer = new()
        {
            Model = string.Join(", ", answers.Select(one => one.Model).Distinct()),
            ModelDigest = answers.Length == 1 ? answers[0].ModelDigest : null,
            TollamaVersion = ServerIdentity.Version,
            Errors = _errors.Count == 0 ? null : _errors,
            Warnings = told,
            Metrics = MetricsOf(answers),
            Input = call.Input,
            Usage = UsageOf(answers),
        };
        return new ForecastOutcome(
            answer, Sum(_frames.Select(frame => frame.Load)), Sum(_frames.Select(frame => frame.Queue ?? TimeSpan.Zero)), Sum(_frames.Select(frame => frame.Inference)),
            Stopwatch.GetElapsedTime(call.Started));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private static IEnumerable<string> Told(ForecastResponse answer) => answer.Warnings ?? [];

    private ForecastMetrics? MetricsOf(IReadOnlyList<ForecastResponse> answers)
    {
        Dictionary<string, SeriesMetrics> bySeries = new(StringComparer.Ordinal);
        foreach (SeriesMetrics one in answers.SelectMany(answer => answer.Metrics?.Series ?? []))
        {
            bySeries[one.Id] = one;
        }

        SeriesMetrics[] series = [.. call.Panel.Series.Select(one => bySeries.GetValueOrDefault(one.Id)).OfType<SeriesMetrics>()];
        return series.Length == 0 ? null : new ForecastMetrics
        {
            Aggregate = series.SelectMany(one => one.Values).GroupBy(pair => pair.Key).ToDictionary(pairs => pairs.Key, pairs => pairs.Average(pair => pair.Value)),
            Series = series,
        };
    }

    private static ForecastUsage? UsageOf(IReadOnlyList<ForecastResponse> answers)
    {
        ForecastUsage[] usages = [.. answers.Select(answer => answer.Usage).OfType<ForecastUsage>()];
        return usages.Length == 0 ? null : usages[0] with
        {
            SeriesCount = usages.Sum(usage => usage.SeriesCount),
            ContextUsed = usages.Sum(usage => usage.ContextUsed),
            ContextAvailable = usages.Sum(usage => usage.ContextAvailable),
            ContextTruncated = Array.Exists(usages, usage => usage.ContextTruncated == true) ? true : usages[0].ContextTruncated,
        };
    }
}
