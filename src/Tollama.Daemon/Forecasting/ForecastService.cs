using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Health;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Brings a prepared request to its model and back: a place in the queue, the model in memory, the runner's answer with dates.</summary>
internal sealed class ForecastService(
    InstalledModels models,
    AutoRouter router,
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
        InstalledModel asked = models.Get(call.Request.Model!);
        AutoRoute route = router.RouteOf(asked, call);
        ModelTraitsFilter.Apply(route.Model, call);
        JointEnds.Check(call);
        if ((call.Request.Timeout ?? options.RequestTimeout) is not { } timeout)
        {
            return await RunAsync(asked, route, call, aborted).ConfigureAwait(false);
        }

        using CancellationTokenSource deadline = new(timeout, time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            return await RunAsync(asked, route, call, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new TollamaException(
                ErrorCode.Timeout,
                $"the forecast took longer than {timeout.TotalSeconds:0.###} s and was cancelled",
                "send fewer series at once, a faster model, or a longer timeout");
        }
    }

    private async Task<ForecastOutcome> RunAsync(InstalledModel asked, AutoRoute route, ForecastCall call, CancellationToken cancellationToken)
    {
        if (call.Series.Count == 0)
        {
            throw ResponseAssembly.AllFailed(call.Errors);
        }

        using AdmissionTicket ticket = queue.Enter();
        (route, ModelLease held) = await AcquireAsync(asked, route, call, cancellationToken).ConfigureAwait(false);
        using ModelLease lease = held;
        long queued = Stopwatch.GetTimestamp();
        await ticket.TakePlaceAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan queueTime = Stopwatch.GetElapsedTime(queued);
        RunnerReply reply = await ForecastAsync(route.Model, call, lease, cancellationToken).ConfigureAwait(false);
        ForecastResponse response = route.Explain(ResponseAssembly.Build(route.Model, call, lease.Load, reply));
        metrics.CountForecast(route.Model.Name.Short, response.Forecasts.Count, response.Errors?.Count ?? 0);
        return new ForecastOutcome(response, lease.LoadTime, queueTime, reply.Elapsed, Stopwatch.GetElapsedTime(call.Started));
    }

    // Nobody asked for the foundation model: that it cannot be loaded is no reason to go without an answer.
    private async Task<(AutoRoute Route, ModelLease Lease)> AcquireAsync(
        InstalledModel asked, AutoRoute route, ForecastCall call, CancellationToken cancellationToken)
    {
        try
        {
            return (route, await AcquireAsync(route.Model, call, cancellationToken).ConfigureAwait(false));
        }
        catch (TollamaException fault) when (route.IsDetour && fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
        {
            string remedy = fault.Hint is null ? "" : $"; {fault.Hint}";
            call.Warnings.Add($"'{route.Model.Name.Short}' could not be loaded ({fault.Message}{remedy}): '{asked.Name.Short}' itself answers");
            ModelTraitsFilter.Apply(asked, call);
            return (new AutoRoute(asked, Reason: null), await AcquireAsync(asked, call, cancellationToken).ConfigureAwait(false));
        }
    }

    private Task<ModelLease> AcquireAsync(InstalledModel model, ForecastCall call, CancellationToken cancellationToken)
    {
        Func<Task>? onLoading = call.OnLoading is { } tell ? () => tell(model.Name.Short) : null;
        return scheduler.AcquireAsync(model, call.Request.KeepAlive, onLoading, cancellationToken);
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
