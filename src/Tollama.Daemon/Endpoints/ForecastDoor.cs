using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
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
    /// <param name="shape">How the request differs from that of a forecast.</param>
    /// <param name="answer">Writes the answer; what it holds at the end is sent.</param>
    /// <param name="read">Takes what was sent off the request; <see langword="null"/> for its body as it is.</param>
    internal Task RunAsync(
        HttpContext context,
        string name,
        RequestShape shape,
        Func<ForecastCall, NestedForecasts, Task> answer,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read = null) =>
        RunAsync(
            context,
            name,
            shape,
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
    /// <param name="shape">How the request differs from that of a forecast.</param>
    /// <param name="answer">Writes the answer, and says how much of it failed.</param>
    /// <param name="read">Takes what was sent off the request; <see langword="null"/> for its body as it is.</param>
    internal Task RunAsync(
        HttpContext context,
        string name,
        RequestShape shape,
        Func<DoorVisit, Task<int>> answer,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read = null)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(name, RequestId.Of(context), client, request => AnswerAsync(context, shape, request, answer, read), context.RequestAborted);
    }

    /// <summary>Lets a request in, reads it, and answers it with a table of one forecast.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the operation is called in lists of running requests.</param>
    /// <param name="shape">How the request differs from that of a forecast.</param>
    /// <param name="format">The format of the table.</param>
    /// <param name="read">Takes what was sent off the request.</param>
    internal Task RunTableAsync(
        HttpContext context, string name, RequestShape shape, AnswerFormat format, Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>> read)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(
            name,
            RequestId.Of(context),
            client,
            request => ReadAsync(context, shape, request, read, (call, ticket) => SendTableAsync(context, TableAnswer.Of(format, call), ticket, request)),
            context.RequestAborted);
    }

    /// <summary>Makes a forecast and sends it as a table.</summary>
    /// <param name="context">The request.</param>
    /// <param name="table">What the table looks like, and the call.</param>
    /// <param name="ticket">The ticket that let the request in.</param>
    /// <param name="request">The request.</param>
    /// <param name="start">Makes the forecast; <see langword="null"/> for that of the model which the call names.</param>
    internal async Task SendTableAsync(
        HttpContext context, TableAnswer table, AdmissionTicket ticket, RunningRequest request, Func<ForecastCall, Task<IForecastRun>>? start = null)
    {
        using AnswerBody answer = new(context, table.ContentType);
        TableForecastWriter writer = table.WriterTo(answer.Output);
        await using (writer.ConfigureAwait(false))
        {
            IForecastRun run = start is null
                ? await operation.StartAsync(table.Call, ticket, request, listener: null, AnswerBody.HeldBytes).ConfigureAwait(false)
                : await start(table.Call).ConfigureAwait(false);
            await using (run.ConfigureAwait(false))
            {
                await new ForecastAnswer(answer, writer).SendAsync(run, request, static () => Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(
        HttpContext context,
        RequestShape shape,
        RunningRequest request,
        Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read,
        Func<ForecastCall, AdmissionTicket, Task> answer)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        OperationInput input = OperationInputs.Of(context, body, started) with { Shape = shape };
        input = read is null ? input : await read(input, body, request.Token).ConfigureAwait(false);
        ForecastCall call = await operation.ReadAsync(input, request).ConfigureAwait(false);
        RefuseSelection(call);
        if (call.IsFreeOfBody)
        {
            body.Dispose();
        }

        await answer(call, ticket).ConfigureAwait(false);
    }

    // Only a plain forecast has an answer that tells which model was chosen for which series.
    private static void RefuseSelection(ForecastCall call)
    {
        if (call.Request.Select is { } scope)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{RequestFields.Select.With(scope.ToString().ToLowerInvariant())} is read by /api/forecast and /v1/forecast only",
                "leave it out, or send the request there");
        }
    }

    private Task AnswerAsync(
        HttpContext context, RequestShape shape, RunningRequest request, Func<DoorVisit, Task<int>> answer, Func<OperationInput, RequestBody, CancellationToken, Task<OperationInput>>? read) =>
        ReadAsync(context, shape, request, read, (call, ticket) => AnswerAsync(context, request, answer, call, ticket));

    private static async Task AnswerAsync(HttpContext context, RunningRequest request, Func<DoorVisit, Task<int>> answer, ForecastCall call, AdmissionTicket ticket)
    {
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
