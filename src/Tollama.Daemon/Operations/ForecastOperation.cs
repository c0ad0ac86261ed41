using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Brings a request to its model: read it, find and load the model, divide the work, compute the first part.</summary>
internal sealed class ForecastOperation(
    RequestReading reading,
    InstalledModels models,
    AutoRouter router,
    ForecastPlanner planner,
    ModelScheduler scheduler,
    ForecastMeans means,
    AnswerMemory answers,
    ResidualChoice residuals,
    DaemonOptions options)
{
    // What a part that is computed ahead and one that is being sent take, beside what is held back of an answer.
    private const long BytesOfParts = 4L << 20;

    /// <summary>Reads a request that was let in.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="request">Is told how far it is.</param>
    /// <exception cref="TollamaException">It is faulty; all faults are named.</exception>
    internal async Task<ForecastCall> ReadAsync(OperationInput input, RunningRequest request)
    {
        FaultList faults = new();
        ForecastCall call = await reading.ReadAsync(input, faults, request).ConfigureAwait(false);
        return faults.Count == 0 ? call : throw faults.ToException();
    }

    /// <summary>Starts to answer a call. The run that is returned has a series that was forecast, or with <c>fail_fast</c> all of them.</summary>
    /// <param name="call">The call; its model's name was not looked up yet.</param>
    /// <param name="ticket">The request's ticket; it is told how much work this is.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <param name="heldBytes">How much of an answer is held back before it is sent.</param>
    /// <exception cref="TollamaException">It failed, as a whole.</exception>
    internal async Task<ForecastRun> StartAsync(
        ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener, long heldBytes)
    {
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        InstalledModel asked = call.Model ?? models.Get(call.Request.Model!);
        if (call.Panel.Series.Count == 0)
        {
            throw AnswerAssembly.AllFailed(call.Errors);
        }

        InsightPlan.RefuseInPythonShape(call.Request);
        call = SamplePlan.Apply(call);
        List<string> warnings = [.. call.Warnings];
        AutoRoute route = router.RouteOf(asked, call.Panel, call.Request.Options);
        call = residuals.Settle(route.Model, call);
        (route, ModelLease lease) = await AcquireAsync(asked, route, call, warnings, request, listener).ConfigureAwait(false);
        warnings.AddRange(route.Warning is { } warning ? [warning] : []);
        IDisposable? memory = null;
        try
        {
            Panel panel = CovariateFilter.Apply(route.Model.Name.Short, UseOf(route.Model, lease.Load), call, warnings);
            ForecastPlan plan = planner.Plan(route, call, panel, ticket.Client);
            warnings.AddRange(plan.Warnings);
            ticket.Weigh(plan.Work.Size);
            request.Enter(RequestState.Waiting);
            memory = await answers.TakeAsync(request.Client, Math.Min(plan.AnswerBytes, heldBytes + BytesOfParts), request.Token).ConfigureAwait(false);
            ForecastHold hold = new(lease, memory, ticket);
            return await StartAsync(new ForecastRun(plan, call, request, listener, means, hold, warnings)).ConfigureAwait(false);
        }
        catch
        {
            memory?.Dispose();
            lease.Dispose();
            throw;
        }
    }

    private static async Task<ForecastRun> StartAsync(ForecastRun run)
    {
        try
        {
            await run.StartAsync().ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Nobody asked for the foundation model: that it cannot be loaded is no reason to go without an answer.
    private async Task<(AutoRoute Route, ModelLease Lease)> AcquireAsync(
        InstalledModel asked, AutoRoute route, ForecastCall call, List<string> warnings, RunningRequest request, IForecastListener? listener)
    {
        try
        {
            return (route, await AcquireAsync(route.Model, call, request, listener).ConfigureAwait(false));
        }
        catch (TollamaException fault) when (route.IsDetour && fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
        {
            string remedy = fault.Hint is null || fault.IsHintPrivate ? "" : $"; {fault.Hint}";
            warnings.Add($"'{route.Model.Name.Short}' could not be loaded ({PrivateText.Hide(fault.Message)}{remedy}): '{asked.Name.Short}' itself answers");
            return (new AutoRoute(asked, Reason: null), await AcquireAsync(asked, call, request, listener).ConfigureAwait(false));
        }
    }

    private Task<ModelLease> AcquireAsync(InstalledModel model, ForecastCall call, RunningRequest request, IForecastListener? listener)
    {
        request.Enter(RequestState.Loading);
        Func<Task>? onLoading = listener is null ? null : () => listener.LoadingAsync(model.Name.Short);
        return scheduler.AcquireAsync(model, call.Request.KeepAlive, onLoading, request.Token);
    }

    /// <summary>What a loaded model reports counts more than what its card says.</summary>
    private static CovariateUse UseOf(InstalledModel model, LoadResult load) => load.CovariatesOr(CovariateUse.Of(model.Manifest.Capabilities));
}
