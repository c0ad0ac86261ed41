using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Health;
using Tollama.Daemon.Http;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary>Is it alive, is it ready. Neither takes a lock that a load or a queue holds for long.</summary>
internal sealed class HealthEndpoints(StoreReadiness store, AdmissionQueue queue, RunnerPool runners)
{
    private static readonly HealthResponse Alive = new() { Status = "ok" };

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.GetWithAnyQuery("/v1/health", AnswerAliveAsync);
        routes.GetWithAnyQuery("/health/live", AnswerAliveAsync);
        routes.GetWithAnyQuery("/health/ready", AnswerReadyAsync);
    }

    private static Task AnswerAliveAsync(HttpContext context) => Replies.JsonAsync(context, Alive, TollamaJsonContext.Default.HealthResponse);

    private async Task AnswerReadyAsync(HttpContext context)
    {
        StoreHealth health = await store.GetAsync(context.RequestAborted).ConfigureAwait(false);
        string status = queue.IsDraining ? "draining" : health is { Readable: true, Writable: true } ? "ok" : "degraded";
        ReadyResponse ready = new()
        {
            Status = status,
            Store = health.Error is { } error ? ClientPlace.IsLocalOf(context) ? error : PrivateText.Hide(error) : "ok",
            DiskFree = health.FreeBytes,
            Queue = queue.Waiting,
            Runners = runners.States.Count(state => state.IsAlive),
        };
        int code = status == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await Replies.JsonAsync(context, ready, TollamaJsonContext.Default.ReadyResponse, code).ConfigureAwait(false);
    }
}
