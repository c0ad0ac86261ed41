using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/requests</c>: what the daemon works on, and how to stop it.</summary>
/// <remarks>Where keys are asked for, everybody sees and stops the requests of the own key, and an operator those of all.</remarks>
internal sealed class RequestsEndpoint(RunningRequests requests)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/api/requests", ListAsync);
        routes.Delete("/api/requests/{id}", StopAsync);
    }

    private Task ListAsync(HttpContext context) =>
        Replies.JsonAsync(context, new RequestsResponse { Requests = [.. Visible(context).Select(Row)] }, TollamaJsonContext.Default.RequestsResponse);

    private Task StopAsync(HttpContext context)
    {
        string id = PathNames.Of(context, "id");
        RunningRequest[] named = [.. Visible(context).Where(request => request.Id == id)];
        if (named.Length == 0)
        {
            throw new TollamaException(
                ErrorCode.RequestNotFound, $"no request '{Excerpt.Of(id)}' is running", "GET /api/requests, or 'tollama requests', shows those that are; it may have ended");
        }

        Array.ForEach(named, request => request.Stop());
        return Replies.JsonAsync(context, new RequestsResponse { Requests = [.. named.Select(Row)] }, TollamaJsonContext.Default.RequestsResponse);
    }

    private IEnumerable<RunningRequest> Visible(HttpContext context)
    {
        ClientIdentity asking = ClientIdentity.Of(context);
        return requests.All.Where(request => asking.IsOperator || request.Client == asking.Name);
    }

    private static RunningRequestInfo Row(RunningRequest request) => new()
    {
        Id = request.Id,
        Operation = request.Operation,
        Model = request.Model,
        Client = request.Client,
        AgeMs = Math.Round(request.Age.TotalMilliseconds),
        State = request.State.ToWireName(),
        Progress = request.Progress is { } progress ? new RequestProgress(progress.Completed, progress.Total) : null,
    };
}
