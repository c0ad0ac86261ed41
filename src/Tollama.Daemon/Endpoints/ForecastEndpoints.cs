using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/forecast</c> (streaming unless told otherwise), <c>/v1/forecast</c> (never streaming).</summary>
internal sealed class ForecastEndpoints(
    ForecastOperation operation, ModelSelector selector, ForecastDoor door, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, SpoolFolder spool, ErrorBoundary errors, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.PostTable("/api/forecast", context => HandleAsync(context, mayStream: true));
        routes.PostTable("/v1/forecast", context => HandleAsync(context, mayStream: false));
    }

    private Task HandleAsync(HttpContext context, bool mayStream)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(
            "forecast", RequestId.Of(context), client, request => AnswerAsync(context, mayStream, request), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, bool mayStream, RunningRequest request)
    {
        AnswerFormat format = AcceptedFormat.Of(context.Request);
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token, spool: spool).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        OperationInput input = await OperationInputs.OfTablesAsync(context, body, started, request.Token).ConfigureAwait(false);
        ForecastCall call = await operation.ReadAsync(input, request).ConfigureAwait(false);
        if (call.IsFreeOfBody)
        {
            body.Dispose();
        }

        TableAnswer.RefuseLikeInput(format, call);
        if (IsTable(format, mayStream, call.Request))
        {
            await door.SendTableAsync(context, TableAnswer.Of(format, call), ticket, request, settled => StartAsync(settled, ticket, request, listener: null)).ConfigureAwait(false);
        }
        else if (mayStream && call.Request.Stream != false)
        {
            await StreamAsync(context, call, ticket, request).ConfigureAwait(false);
        }
        else
        {
            using AnswerBody answer = new(context, Replies.JsonType);
            await SendAsync(call, ticket, request, answer, ForecastJson.Whole(answer.Output, ShapeOf(call))).ConfigureAwait(false);
        }
    }

    // JSON lines are also what a stream is: who may get one and does not refuse it means that.
    private static bool IsTable(AnswerFormat format, bool mayStream, ForecastRequest request) =>
        format is not (AnswerFormat.Json or AnswerFormat.Ndjson) || (format == AnswerFormat.Ndjson && (!mayStream || request.Stream == false));

    private static StrictShape? ShapeOf(ForecastCall call) => call.Request.ResponseOptions is { } wanted ? new StrictShape(wanted) : null;

    private async Task<IForecastRun> StartAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener) =>
        call.Request.Select is null
            ? await operation.StartAsync(call, ticket, request, listener, AnswerBody.HeldBytes).ConfigureAwait(false)
            : await selector.StartAsync(call, ticket, request, listener).ConfigureAwait(false);

    private async Task SendAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, AnswerBody answer, IForecastWriter writer)
    {
        IForecastRun run = await StartAsync(call, ticket, request, listener: null).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await new ForecastAnswer(answer, writer).SendAsync(run, request, static () => Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private async Task StreamAsync(HttpContext context, ForecastCall call, AdmissionTicket ticket, RunningRequest request)
    {
        ForecastStream stream = new(context);
        await using (stream.ConfigureAwait(false))
        {
            using AnswerBody answer = new(context, ForecastStream.ContentType);
            try
            {
                stream.Start(call.Request.Model);
                IForecastRun run = await StartAsync(call, ticket, request, stream).ConfigureAwait(false);
                await using (run.ConfigureAwait(false))
                {
                    await new ForecastAnswer(answer, ForecastJson.Line(answer.Output, ShapeOf(call))).SendAsync(run, request, stream.StopAsync).ConfigureAwait(false);
                }
            }
            catch when (answer.HasBegun)
            {
                // What follows half a line would look like a part of it.
                context.Abort();
                throw;
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
