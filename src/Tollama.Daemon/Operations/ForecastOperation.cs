using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Health;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Brings a request to its model and back: a place in the queue, the model in memory, the forecast with dates.</summary>
internal sealed class ForecastOperation(
    InputReader reader,
    InstalledModels models,
    AutoRouter router,
    AdmissionQueue queue,
    ModelScheduler scheduler,
    IForecaster forecaster,
    DaemonOptions options,
    TimeProvider time,
    DaemonMetrics metrics)
{
    /// <summary>Lets a request in, before anything of it is read.</summary>
    /// <exception cref="TollamaException">The queue is full, or the daemon shuts down.</exception>
    internal AdmissionTicket Admit() => queue.Enter();

    /// <summary>Reads a request that was let in.</summary>
    /// <exception cref="TollamaException">It is faulty; all faults are named.</exception>
    internal ForecastCall Read(OperationInput input, CancellationToken aborted)
    {
        FaultList faults = new();
        ForecastCall call = reader.Read(input, faults, aborted);
        return faults.Count == 0 ? call : throw faults.ToException();
    }

    /// <summary>Answers a call.</summary>
    /// <param name="call">The call; its model's name was not looked up yet.</param>
    /// <param name="ticket">The ticket that <see cref="Admit"/> gave.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <param name="aborted">Fires when the client leaves; the work is then cancelled wherever it is.</param>
    internal async Task<ForecastOutcome> RunAsync(ForecastCall call, AdmissionTicket ticket, IForecastListener? listener, CancellationToken aborted)
    {
        // Its place is free when the forecast is computed, however long the client takes to read it.
        using AdmissionTicket stay = ticket;
        if ((call.Request.Timeout ?? options.RequestTimeout) is not { } timeout)
        {
            return await AnswerAsync(call, ticket, listener, aborted).ConfigureAwait(false);
        }

        using CancellationTokenSource deadline = new(timeout, time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            return await AnswerAsync(call, ticket, listener, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new TollamaException(
                ErrorCode.Timeout,
                $"the forecast took longer than {timeout.TotalSeconds:0.###} s and was cancelled",
                "send fewer series at once, a faster model, or a longer timeout");
        }
    }

    private async Task<ForecastOutcome> AnswerAsync(ForecastCall call, AdmissionTicket ticket, IForecastListener? listener, CancellationToken cancellationToken)
    {
        InstalledModel asked = call.Model ?? models.Get(call.Request.Model!);
        if (call.Panel.Series.Count == 0)
        {
            throw ResponseAssembly.AllFailed(call.Errors);
        }

        List<string> warnings = [.. call.Warnings];
        (AutoRoute route, ModelLease held) = await AcquireAsync(asked, router.RouteOf(asked, call.Panel, call.Request.Options), call, warnings, listener, cancellationToken).ConfigureAwait(false);
        using ModelLease lease = held;
        Panel panel = CovariateFilter.Apply(route.Model.Name.Short, UseOf(route.Model, lease.Load), call, warnings);
        long queued = Stopwatch.GetTimestamp();
        await ticket.TakePlaceAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan queueTime = Stopwatch.GetElapsedTime(queued);
        ForecastReply reply = await ForecastAsync(route.Model, call, panel, lease, listener, cancellationToken).ConfigureAwait(false);
        ResponseAssembly assembly = new(route.Model, call, panel, lease.Load, reply, warnings);
        ForecastResponse response = route.Explain(assembly.Build());
        metrics.CountForecast(route.Model.Name.Short, response.Forecasts.Count, response.Errors?.Count ?? 0);
        return new ForecastOutcome(response, lease.LoadTime, queueTime, reply.Elapsed, Stopwatch.GetElapsedTime(call.Started));
    }

    // Nobody asked for the foundation model: that it cannot be loaded is no reason to go without an answer.
    private async Task<(AutoRoute Route, ModelLease Lease)> AcquireAsync(
        InstalledModel asked, AutoRoute route, ForecastCall call, List<string> warnings, IForecastListener? listener, CancellationToken cancellationToken)
    {
        try
        {
            return (route, await AcquireAsync(route.Model, call, listener, cancellationToken).ConfigureAwait(false));
        }
        catch (TollamaException fault) when (route.IsDetour && fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
        {
            string remedy = fault.Hint is null ? "" : $"; {fault.Hint}";
            warnings.Add($"'{route.Model.Name.Short}' could not be loaded ({fault.Message}{remedy}): '{asked.Name.Short}' itself answers");
            return (new AutoRoute(asked, Reason: null), await AcquireAsync(asked, call, listener, cancellationToken).ConfigureAwait(false));
        }
    }

    private Task<ModelLease> AcquireAsync(InstalledModel model, ForecastCall call, IForecastListener? listener, CancellationToken cancellationToken)
    {
        Func<Task>? onLoading = listener is null ? null : () => listener.LoadingAsync(model.Name.Short);
        return scheduler.AcquireAsync(model, call.Request.KeepAlive, onLoading, cancellationToken);
    }

    private async Task<ForecastReply> ForecastAsync(
        InstalledModel model, ForecastCall call, Panel panel, ModelLease lease, IForecastListener? listener, CancellationToken cancellationToken)
    {
        using IDisposable work = lease.Work();
        listener?.Report(new ProgressNotice { Completed = 0, Total = panel.Series.Count });
        ForecastParams parameters = new(call.Request with { Model = model.Name.Short, Series = panel.Series, Quantiles = call.Request.Quantiles ?? [] });
        return await forecaster.ForecastAsync(model, new ForecastOrder(parameters, call.RequestId, listener is null ? null : listener.Report), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>What a loaded model reports counts more than what its card says.</summary>
    private static CovariateUse UseOf(InstalledModel model, LoadResult load) => load.CovariatesOr(CovariateUse.Of(model.Manifest.Capabilities));
}
