using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Requests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints;

/// <summary>Lets in the requests of operations that make several forecasts of one body, reads them, and writes each forecast into the answer.</summary>
internal sealed class ForecastDoor(
    ForecastOperation operation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, DaemonOptions options)
{
    /// <summary>Lets a request in, reads it, and answers it with forecasts, each in the shape of the Python tollama: what has no place there is refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the operation is called in lists of running requests.</param>
    /// <param name="extras">What its body has besides.</param>
    /// <param name="answer">Writes the answer; what it holds at the end is sent.</param>
    /// <param name="read">Takes what was sent off the request; <see langword="null"/> for its body as it is.</param>
    internal Task RunAsync(
        HttpContext context,
        string name,
        BodyExtras extras,
        Func<ForecastCall, NestedForecasts, Task> answer,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read = null) =>
        RunAsync(
            context,
            name,
            extras,
            async visit =>
            {
                SamplePlan.Refuse(visit.Call.Request);
                NestedForecasts forecasts = new(operation, queue, visit.Ticket, visit.Request, visit.Answer);
                await answer(visit.Call, forecasts).ConfigureAwait(false);
                return forecasts.Failed;
            },
            read);

    /// <summary>Lets a request in, reads it, and answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the operation is called in lists of running requests.</param>
    /// <param name="extras">What its body has besides.</param>
    /// <param name="answer">Writes the answer, and says how much of it failed.</param>
    /// <param name="read">Takes what was sent off the request; <see langword="null"/> for its body as it is.</param>
    internal Task RunAsync(
        HttpContext context,
        string name,
        BodyExtras extras,
        Func<DoorVisit, Task<int>> answer,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read = null)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(name, RequestId.Of(context), client, request => AnswerAsync(context, extras, request, answer, read), context.RequestAborted);
    }

    private async Task AnswerAsync(
        HttpContext context,
        BodyExtras extras,
        RunningRequest request,
        Func<DoorVisit, Task<int>> answer,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        OperationInput input = OperationInputs.Of(context, body, started) with { Extras = extras };
        input = read is null ? input : await read(input, body, request.Token).ConfigureAwait(false);
        ForecastCall call = await operation.ReadAsync(input, request).ConfigureAwait(false);
        if (call.IsFreeOfBody)
        {
            body.Dispose();
        }

        using AnswerBody output = new(context, Replies.JsonType);
        try
        {
            int failed = await answer(new DoorVisit(call, request, ticket, output)).ConfigureAwait(false);
            await output.EndAsync(failed, warnings: 0).ConfigureAwait(false);
        }
        catch when (output.HasBegun)
        {
            // What follows half an answer would look like a part of it.
            context.Abort();
            throw;
        }
    }
}
