using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
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

/// <summary>Lets in requests of operations that answer with one object, JSON or a table, and sends the answer whole, or as a stream of lines that tell how far it is.</summary>
internal sealed class OperationDoor(
    ForecastOperation operation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, SpoolFolder spool, ErrorBoundary errors, DaemonOptions options)
{
    /// <summary>Lets a request in, reads it, and sends its answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the operation is called: <c>backtest</c>.</param>
    /// <param name="shape">The fields that it has.</param>
    /// <param name="answer">Computes the answer.</param>
    /// <param name="send">Sends an answer that is not streamed, when it should not be sent as JSON; <see langword="null"/> for JSON.</param>
    /// <param name="type">How the answer looks on the wire.</param>
    /// <param name="line">How a line of a stream does; <see langword="null"/> for an operation that never streams.</param>
    internal Task RunAsync<T>(
        HttpContext context,
        string name,
        RequestShape shape,
        Func<OperationVisit, Task<T>> answer,
        JsonTypeInfo<T> type,
        JsonTypeInfo<OperationStreamLine<T>>? line = null,
        Func<ForecastCall, T, Task>? send = null)
        where T : class
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(name, RequestId.Of(context), client, AnswerAsync, context.RequestAborted);

        async Task AnswerAsync(RunningRequest request)
        {
            long started = Stopwatch.GetTimestamp();
            using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token, spool: spool).ConfigureAwait(false);
            using AdmissionTicket ticket = queue.Enter(client);
            OperationInput input = OperationInputs.Of(context, body, started) with { Shape = shape };
            input = MultipartForm.Is(input.ContentType) ? await TableForm.ReadAsync(input, body, request.Token).ConfigureAwait(false) : input;
            ForecastCall call = await operation.ReadAsync(input, request).ConfigureAwait(false);
            if (call.IsFreeOfBody)
            {
                body.Dispose();
            }

            if (line is not null && call.Request.Stream == true)
            {
                await StreamAsync(context, name, call, request, ticket, answer, line).ConfigureAwait(false);
                return;
            }

            T whole = await answer(new OperationVisit(call, request, ticket, Listener: null)).ConfigureAwait(false);
            request.Enter(RequestState.Answering);
            await (send is null ? Replies.JsonAsync(context, whole, type) : send(call, whole)).ConfigureAwait(false);
        }
    }

    private async Task StreamAsync<T>(
        HttpContext context, string name, ForecastCall call, RunningRequest request, AdmissionTicket ticket, Func<OperationVisit, Task<T>> answer, JsonTypeInfo<OperationStreamLine<T>> line)
        where T : class
    {
        OperationStream<T> stream = new(context, name, line);
        await using (stream.ConfigureAwait(false))
        {
            stream.Start(call.Request.Model);
            try
            {
                T whole = await answer(new OperationVisit(call, request, ticket, stream)).ConfigureAwait(false);
                request.Enter(RequestState.Answering);
                await stream.EndAsync(whole, Stopwatch.GetElapsedTime(call.Started)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await stream.StopAsync().ConfigureAwait(false);
                if (!context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
                {
                    throw;
                }

                TollamaException known = ErrorBodies.AsKnown(request.Explain(exception));
                errors.Report(context, known, call.RequestId);
                await stream.FailAsync(known, call.RequestId).ConfigureAwait(false);
            }
        }
    }
}
