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

/// <summary><c>/api/validate</c>: what a forecast request would be told, without forecasting.</summary>
internal sealed class ValidateEndpoint(ValidateOperation operation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/validate", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync("validate", RequestId.Of(context), client, request => AnswerAsync(context, request), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, RunningRequest request)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        ValidationResponse response = await operation.RunAsync(OperationInputs.Of(context, body, started), request).ConfigureAwait(false);
        ticket.Dispose();
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.ValidationResponse).ConfigureAwait(false);
    }
}
