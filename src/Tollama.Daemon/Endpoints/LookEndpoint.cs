using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints;

/// <summary>An operation that looks at what a forecast would be made of, and forecasts nothing: <c>/api/inspect</c>, <c>/api/validate</c>.</summary>
/// <typeparam name="T">What it answers.</typeparam>
/// <param name="name">The operation's name, which is also that of its route.</param>
/// <param name="look">The operation.</param>
/// <param name="type">How its answer looks on the wire.</param>
/// <param name="queue">Admits requests.</param>
/// <param name="requests">Lists them.</param>
/// <param name="bodies">How many bytes of bodies there may be at once.</param>
/// <param name="spool">Where large tables are put while they are read.</param>
/// <param name="options">The settings.</param>
internal sealed class LookEndpoint<T>(
    string name, Func<OperationInput, RunningRequest, Task<T>> look, JsonTypeInfo<T> type, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, SpoolFolder spool, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/" + name, HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        string client = ClientIdentity.Of(context).Name;
        queue.Check(client);
        return requests.RunAsync(name, RequestId.Of(context), client, request => AnswerAsync(context, request), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, RunningRequest request)
    {
        long started = Stopwatch.GetTimestamp();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, bodies, request.Token, spool: spool).ConfigureAwait(false);
        using AdmissionTicket ticket = queue.Enter(request.Client);
        OperationInput input = await OperationInputs.OfTablesAsync(context, body, started, request.Token).ConfigureAwait(false);
        T response = await look(input, request).ConfigureAwait(false);
        ticket.Dispose();
        await Replies.JsonAsync(context, response, type).ConfigureAwait(false);
    }
}
