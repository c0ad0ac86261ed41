using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Health;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Brings a prepared request to its model and back: a place in the queue, the model in memory, the runner's answer with dates.</summary>
internal sealed class ForecastService(
    InstalledModels models,
    AdmissionQueue queue,
    ModelScheduler scheduler,
    RunnerPool runners,
    DaemonOptions options,
    TimeProvider time,
    DaemonMetrics metrics)
{
    /// <summary>Answers a call.</summary>
    /// <param name="call">The call; its model's name was not looked up yet.</param>
    /// <param name="aborted">Fires when the client leaves; the work is then cancelled wherever it is.</param>
    internal async Task<ForecastOutcome> RunAsync(ForecastCall call, CancellationToken aborted)
    {
        InstalledModel model = models.Get(call.Request.Model!);
        ModelTraitsFilter.Apply(model, call);
        if ((call.Request.Timeout ?? options.RequestTimeout) is not { } timeout)
        {
            return await RunAsync(model, call, aborted).ConfigureAwait(false);
        }

        using CancellationTokenSource deadline = new(timeout, time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            return await RunAsync(model, call, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new TollamaException(
                ErrorCode.Timeout,
                $"the forecast took longer than {timeout.TotalSeconds:0.###} s and was cancelled",
                "send fewer series at once, a faster model, or a longer timeout");
        }
    }

    private async Task<ForecastOutcome> RunAsync(InstalledModel model, ForecastCall call, CancellationToken cancellationToken)
    {
        if (call.Series.Count == 0)
        {
            throw ResponseAssembly.AllFailed(call.Errors);
        }

        using AdmissionTicket ticket = queue.Enter();
        using ModelLease lease = await scheduler.AcquireAsync(model, call.Request.KeepAlive, call.OnLoading, cancellationToken).ConfigureAwait(false);
        long queued = Stopwatch.GetTimestamp();
        await ticket.TakePlaceAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan queueTime = Stopwatch.GetElapsedTime(queued);
        RunnerReply reply = await ForecastAsync(model, call, lease, cancellationToken).ConfigureAwait(false);
        ForecastResponse response = ResponseAssembly.Build(model, call, lease.Load, reply);
        metrics.CountForecast(model.Name.Short, response.Forecasts.Count, response.Errors?.Count ?? 0);
        return new ForecastOutcome(response, lease.LoadTime, queueTime, reply.Elapsed, Stopwatch.GetElapsedTime(call.Started));
    }

    private async Task<RunnerReply> ForecastAsync(InstalledModel model, ForecastCall call, ModelLease lease, CancellationToken cancellationToken)
    {
        using IDisposable work = lease.Work();
        call.OnProgress?.Invoke(new ProgressNotice { Completed = 0, Total = call.Series.Count });
        RunnerCall runnerCall = new()
        {
            Model = model.Name.Short,
            ParamsJson = RunnerParams.Write(model.Name.Short, call),
            RequestId = call.RequestId,
            Progress = call.OnProgress,
        };
        return await runners.Get(model.Manifest.Family, model.Name.Short).ForecastAsync(runnerCall, cancellationToken).ConfigureAwait(false);
    }
}
