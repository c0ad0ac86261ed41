using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/ps</c>: which models are in memory, how large, until when.</summary>
internal sealed class PsEndpoint(ModelScheduler scheduler, RunnerPool runners)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Get("/api/ps", AnswerAsync);

    private Task AnswerAsync(HttpContext context)
    {
        IEnumerable<ModelSnapshot> longestFirst = scheduler.Snapshot()
            .OrderByDescending(model => model.ExpiresAt ?? DateTimeOffset.MaxValue)
            .ThenBy(model => model.Model.Name.Short, StringComparer.Ordinal);
        return Replies.JsonAsync(context, new PsResponse { Models = [.. longestFirst.Select(Row)] }, TollamaJsonContext.Default.PsResponse);
    }

    private RunningModel Row(ModelSnapshot model)
    {
        RunnerState state = runners.Get(model.Model.Manifest.Family, model.Model.Name.Short).State;
        return new RunningModel
        {
            Name = model.Model.Name.Short,
            Model = model.Model.Name.Short,
            Size = model.Load?.ResidentBytes is > 0 and long weights ? weights : state.ResidentBytes,
            Digest = model.Model.Digest,
            Details = ModelShow.Details(model.Model.Manifest),
            ExpiresAt = model.ExpiresAt is { } at ? WireTime.Format(at) : null,
            ContextLength = model.Load?.ContextLength ?? model.Model.Manifest.ContextLength ?? 0,
            Pinned = model.IsPinned ? true : null,
            State = model.State,
            Active = model.Active,
            Queued = model.Queued,
            Pid = state.Pid,
        };
    }
}
