using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Json;
using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/anomalies</c>: values that lie outside the interval in which they were expected.</summary>
internal sealed class AnomaliesEndpoint(OperationDoor door, AnomalyOperation operation)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/anomalies", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        AcceptedFormat.RequireJson(context.Request, "anomalies");
        return door.RunAsync(
            context,
            "anomalies",
            AnomalyOperation.Shape,
            visit => operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener),
            TollamaJsonContext.Default.AnomaliesResponse,
            TollamaJsonContext.Default.AnomaliesStreamLine);
    }
}
