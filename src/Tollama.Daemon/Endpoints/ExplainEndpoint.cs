using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Json;
using Tollama.Daemon.Explanations;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/explain</c>: what series are made of, and why they are forecast as they are.</summary>
internal sealed class ExplainEndpoint(OperationDoor door, ExplainOperation operation)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/explain", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        AcceptedFormat.RequireJson(context.Request, "explanations");
        return door.RunAsync(
            context,
            "explain",
            ExplainOperation.Shape,
            visit => operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener),
            TollamaJsonContext.Default.ExplainResponse,
            TollamaJsonContext.Default.ExplainStreamLine);
    }
}
