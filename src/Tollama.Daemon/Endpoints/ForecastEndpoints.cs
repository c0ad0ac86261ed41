using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/forecast</c> (streaming unless told otherwise), <c>/v1/forecast</c> (never streaming).</summary>
internal sealed class ForecastEndpoints(ForecastOperation operation, ErrorBoundary errors, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/forecast", context => HandleAsync(context, mayStream: true));
        routes.Post("/v1/forecast", context => HandleAsync(context, mayStream: false));
    }

    private async Task HandleAsync(HttpContext context, bool mayStream)
    {
        long started = Stopwatch.GetTimestamp();
        using AdmissionTicket ticket = operation.Admit();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        ForecastCall call = operation.Read(OperationInputs.Of(context, body, started), context.RequestAborted);
        if (call.IsFreeOfBody)
        {
            body.Dispose();
        }

        bool wantsCsv = ForecastCsvReply.IsWanted(context.Request);
        if (mayStream && call.Request.Stream != false && !wantsCsv)
        {
            await ForecastStream.WriteAsync(context, errors, call, listener => operation.RunAsync(call, ticket, listener, context.RequestAborted)).ConfigureAwait(false);
            return;
        }

        ForecastOutcome outcome = await operation.RunAsync(call, ticket, listener: null, context.RequestAborted).ConfigureAwait(false);
        await (wantsCsv
            ? ForecastCsvReply.WriteAsync(context, outcome.Response)
            : Replies.JsonAsync(context, outcome.Response, TollamaJsonContext.Default.ForecastResponse)).ConfigureAwait(false);
    }
}
