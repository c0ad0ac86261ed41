using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/info</c>: what runs here, for the clients of the Python tollama.</summary>
internal sealed class InfoEndpoint(CatalogEndpoints catalog, ModelScheduler scheduler, RunnerPool runners, DaemonOptions options, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();

    internal void Map(IEndpointRouteBuilder routes) => routes.Get("/api/info", AnswerAsync);

    private Task AnswerAsync(HttpContext context)
    {
        ModelsResponse models = catalog.Models();
        bool isLocal = ClientPlace.IsLocalOf(context);
        InfoResponse info = new()
        {
            Daemon = new DaemonInfo
            {
                Version = ServerIdentity.Version,
                StartedAt = WireTime.Format(_startedAt),
                UptimeSeconds = (long)time.GetElapsedTime(_started).TotalSeconds,
                HostBinding = options.Address.ToString(),
            },
            Models = new ModelsInfo
            {
                Installed = models.Installed,
                Loaded = [.. scheduler.Snapshot().Select(loaded => new LoadedInfo { Name = loaded.Model.Name.Short, Family = loaded.Model.Manifest.Family })],
                Available = models.Available,
            },
            Runners = [.. runners.States.Select(state => new RunnerInfo { Family = state.Name, Running = state.IsAlive, Pid = state.Pid, Restarts = state.Restarts })],
            Paths = isLocal ? new PathsInfo { TollamaHome = options.Home, Models = options.Models } : null,
            Settings = isLocal ? [.. options.Environment.Effective().Select(Setting)] : null,
        };
        return Replies.JsonAsync(context, info, TollamaJsonContext.Default.InfoResponse);
    }

    private static SettingInfo Setting((string Name, string Value, bool IsDefault) variable) =>
        new() { Name = variable.Name, Value = variable.Value, IsDefault = variable.IsDefault };
}
