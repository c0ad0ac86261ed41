using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Sampling;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>A forecast on its way: its parts are computed one after the other, the next one while the last one goes to the client.</summary>
/// <remarks>
/// A part holds a place only while it is computed. So a large request lets others pass between its parts, and a client that reads slowly keeps no place: no
/// more than one part is computed ahead of it.
/// </remarks>
internal sealed class ForecastRun : IForecastRun
{
    private readonly ForecastPlan _plan;
    private readonly ForecastCall _call;
    private readonly RunningRequest _request;
    private readonly IForecastListener? _listener;
    private readonly ForecastMeans _means;
    private readonly ForecastHold _hold;
    private readonly AnswerAssembly _assembly;
    private readonly CancellationTokenSource _stopping;
    private readonly Queue<IReadOnlyList<SeriesForecastData>> _ready = [];
    private Task<ForecastReply>? _ahead;
    private TimeSpan _queued;
    private TimeSpan _inference;
    private int _next;
    private int _done;

    internal ForecastRun(
        ForecastPlan plan,
        ForecastCall call,
        RunningRequest request,
        IForecastListener? listener,
        ForecastMeans means,
        ForecastHold hold,
        IReadOnlyList<string> warnings)
    {
        (_plan, _call, _request, _listener, _means, _hold) = (plan, call, request, listener, means, hold);
        _assembly = new AnswerAssembly(plan.Route.Model, call, plan.Panel, hold.Lease.Load, warnings);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(request.Token);
    }

    /// <summary>True when every part was computed, or given up.</summary>
    public bool IsComputed => _next == _plan.Parts.Count;

    /// <summary>How many series were forecast so far.</summary>
    internal int Succeeded => _assembly.Succeeded;

    /// <summary>Why the model that answers does so in place of the one asked for; <see langword="null"/> if it is that one.</summary>
    internal string? Reason => _plan.Route.Reason;

    /// <summary>The series that could not be forecast so far.</summary>
    internal IReadOnlyList<SeriesError> Errors => _assembly.Errors;

    /// <summary>Computes until a series succeeds: from then on the request is one that succeeds. With <c>fail_fast</c> all of it.</summary>
    /// <exception cref="TollamaException">No series could be forecast, or one could not and that is enough.</exception>
    internal async Task StartAsync()
    {
        bool failFast = _call.Request.FailFast == true;
        while (!IsComputed && (failFast ? Errors.Count == 0 : Succeeded == 0))
        {
            _ready.Enqueue(await ComputeNextAsync().ConfigureAwait(false));
        }

        if (Succeeded == 0 || (failFast && Errors.Count > 0))
        {
            throw AnswerAssembly.AllFailed(Errors);
        }
    }

    /// <summary>The forecasts of the next part; <see langword="null"/> after the last.</summary>
    /// <exception cref="TollamaException">It could not be computed.</exception>
    public async ValueTask<IReadOnlyList<SeriesForecastData>?> NextAsync()
    {
        if (_ready.TryDequeue(out IReadOnlyList<SeriesForecastData>? ready))
        {
            return ready;
        }

        return IsComputed ? null : await ComputeNextAsync().ConfigureAwait(false);
    }

    /// <summary>Gives up what is not computed yet: the series are named as failed. For an answer that has begun already.</summary>
    public void GiveUp(TollamaException reason)
    {
        for (; !IsComputed; _next++)
        {
            _assembly.Fail(_plan.Parts[_next].Panel, reason);
        }

        CountIfComputed();
    }

    /// <summary>The answer without its forecasts, and where the time went.</summary>
    public ForecastOutcome Frame() => new(_assembly.Frame(), _hold.Lease.LoadTime, _queued, _inference, Stopwatch.GetElapsedTime(_call.Started));

    public async ValueTask DisposeAsync()
    {
        if (_ahead is { } ahead)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stopping.Dispose();
        _hold.Dispose();
    }

    private async Task<IReadOnlyList<SeriesForecastData>> ComputeNextAsync()
    {
        Task<ForecastReply> computing = _ahead ?? ComputeAsync(_next);
        _ahead = null;
        ForecastReply reply = await computing.ConfigureAwait(false);
        PanelPart part = _plan.Parts[_next++];
        _done += part.Panel.Series.Count;
        if (!IsComputed)
        {
            _request.Advance(new ProgressNotice { Completed = _done, Total = _plan.Panel.Series.Count });
            _ahead = ComputeAsync(_next);
        }
        else
        {
            // The client may read on as long as it likes; another request may have this one's place in the queue.
            _hold.Ticket.Dispose();
        }

        _inference += reply.Elapsed;
        IReadOnlyList<SeriesForecastData> forecasts = _assembly.Add(part.Panel, reply);
        forecasts = _call.Sampling is { } sampling && forecasts.Count > 0 ? await SampleAsync(sampling, part.Panel, forecasts).ConfigureAwait(false) : forecasts;
        CountIfComputed();
        return _plan.Route.Explain(forecasts);
    }

    private void CountIfComputed()
    {
        if (IsComputed && Succeeded > 0)
        {
            _means.Metrics.CountForecast(_plan.Route.Model.Name.Short, Succeeded, Errors.Count);
        }
    }

    private async Task<ForecastReply> ComputeAsync(int index)
    {
        InstalledModel model = _plan.Route.Model;
        PanelPart part = _plan.Parts[index];
        int before = _done;
        long began = Stopwatch.GetTimestamp();
        _request.Enter(RequestState.Waiting);
        using Place place = await _means.Places.TakeAsync(_means.Forecaster.ProcessOf(model, _plan.IsLarge), _plan.Work, _stopping.Token).ConfigureAwait(false);
        _queued += Stopwatch.GetElapsedTime(began);
        _request.Enter(RequestState.Running);
        using IDisposable work = _hold.Lease.Work();
        Report(new ProgressNotice { Completed = 0, Total = part.Panel.Series.Count }, before);
        OriginPanel? origins = _plan.Origins is { } settings ? new OriginPanel(part.Panel, settings) : null;
        if (origins is not null && _plan.Insight is not null)
        {
            return origins.Fold(await AskTwiceAsync(part.Panel, origins, before).ConfigureAwait(false));
        }

        ForecastReply reply = await AskAsync(origins?.Panel ?? part.Panel, _plan.Insight, notice => Report(origins?.Finished(notice) ?? notice, before)).ConfigureAwait(false);
        return origins?.Fold(reply) ?? reply;
    }

    private async Task<ForecastReply> AskAsync(Panel asked, InsightPlan? insight, Action<ProgressNotice>? progress)
    {
        ForecastOrder order = new(ParametersOf(asked, insight), _call.RequestId, progress, _plan.IsLarge);
        ForecastReply reply = await _means.Forecaster.ForecastAsync(_plan.Route.Model, order, _stopping.Token).ConfigureAwait(false);
        AnsweredSeries.Require(asked, reply);
        return reply;
    }

    // What is asked of the history is asked of the series, not of their copies.
    private async Task<ForecastReply> AskTwiceAsync(Panel part, OriginPanel origins, int before)
    {
        ForecastReply own = await AskAsync(part, _plan.Insight, progress: null).ConfigureAwait(false);
        if (origins.Copies is not { } copies)
        {
            return own;
        }

        try
        {
            ForecastReply others = await AskAsync(copies, insight: null, notice => Report(origins.Finished(notice), before)).ConfigureAwait(false);
            return own with
            {
                Result = own.Result with
                {
                    Forecasts = [.. own.Result.Forecasts, .. others.Result.Forecasts],
                    Errors = [.. own.Result.Errors ?? [], .. others.Result.Errors ?? []],
                    Warnings = [.. own.Result.Warnings ?? [], .. others.Result.Warnings ?? []],
                },
                Elapsed = own.Elapsed + others.Elapsed,
            };
        }
        catch (TollamaException fault) when (fault.Code == ErrorCode.SeriesNotForecastable)
        {
            // No origin tells anything.
            return own;
        }
    }

    private ForecastParams ParametersOf(Panel asked, InsightPlan? insight) => new(_call.Request with
    {
        Include = insight?.OfModel,
        Model = _plan.Route.Model.Name.Short,
        Series = asked.Series,
        Horizon = asked.Horizon,
        Quantiles = _plan.Origins is { HasQuantiles: false } ? [] : _call.Request.Quantiles ?? [],

        // At an early origin a model may fail that does not fail for the series.
        FailFast = _plan.Origins is null ? _call.Request.FailFast : null,
    });

    private async Task<IReadOnlyList<SeriesForecastData>> SampleAsync(SamplePlan sampling, Panel part, IReadOnlyList<SeriesForecastData> forecasts)
    {
        Dictionary<string, TimeSeries> byId = part.Series.ToDictionary(series => series.Id, StringComparer.Ordinal);
        SampleParams parameters = sampling.ParametersOf([.. forecasts.Select(forecast => byId[forecast.Id])], forecasts);
        using Place place = await _means.Places.TakeAsync(_means.Sampler.ProcessOf(_plan.IsLarge), _plan.Work, _stopping.Token).ConfigureAwait(false);
        long began = Stopwatch.GetTimestamp();
        SampleResult result = await _means.Sampler.SampleAsync(new SampleOrder(parameters, _call.RequestId, _plan.IsLarge), _stopping.Token).ConfigureAwait(false);
        _inference += Stopwatch.GetElapsedTime(began);
        Dictionary<string, SeriesSample> samples = new(StringComparer.Ordinal);
        foreach (SeriesSample sample in result.Samples)
        {
            samples[sample.Id] = sample;
        }

        List<SeriesForecastData> answered = new(forecasts.Count);
        foreach ((SampleSource source, SeriesForecastData forecast) in parameters.Series.Zip(forecasts))
        {
            if (samples.TryGetValue(source.Id, out SeriesSample? drawn) && sampling.Fits(source, drawn))
            {
                answered.Add(sampling.Answer(source, forecast, drawn));
                continue;
            }

            _assembly.Withdraw(byId[source.Id], result.Errors?.FirstOrDefault(error => error.Id == source.Id) is { } error
                ? RunnerCodes.Restricted(error)
                : new SeriesError { Id = source.Id, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = "the runner's sample of this series lacks something that was asked for" });
        }

        return answered;
    }

    private void Report(ProgressNotice notice, int before)
    {
        ProgressNotice progress = new() { Completed = before + notice.Completed, Total = _plan.Panel.Series.Count };
        _request.Advance(progress);
        _listener?.Report(progress);
    }
}
