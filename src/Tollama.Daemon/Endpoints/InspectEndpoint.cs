using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/inspect</c>: how data are understood, and what a forecast of them would do.</summary>
internal sealed class InspectEndpoint(InspectOperation operation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/inspect", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync("inspect", RequestId.Of(context), client, request => AnswerAsync(context, request), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, RunningRequest request)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        InspectResponse response = await operation.RunAsync(OperationInputs.Of(context, body, started), request).ConfigureAwait(false);
        ticket.Dispose();
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.InspectResponse).ConfigureAwait(false);
    }
}
