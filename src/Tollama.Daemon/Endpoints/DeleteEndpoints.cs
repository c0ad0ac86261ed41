using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>DELETE /api/delete</c> and <c>DELETE /v1/models/{name}</c>: ends its pull, drains, unloads, deletes.</summary>
internal sealed partial class DeleteEndpoints(ModelStore store, ModelPuller puller, ModelScheduler scheduler, ILogger<DeleteEndpoints> logger)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Delete("/api/delete", DeleteAsync);
        routes.Delete("/v1/models/{**name}", RemoveAsync);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        ShowRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.ShowRequest, context.RequestAborted).ConfigureAwait(false);
        string deleted = await DeleteAsync(InstalledModels.NameOf(request.Model, request.Name), context.RequestAborted).ConfigureAwait(false);
        DeleteResponse response = new() { Status = "success", Deleted = true, Model = deleted };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.DeleteResponse).ConfigureAwait(false);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        string removed = await DeleteAsync(InstalledModels.NameOf(PathNames.Of(context, "name"), null), context.RequestAborted).ConfigureAwait(false);
        await Replies.JsonAsync(context, new RemovedResponse { Removed = true, Name = removed }, TollamaJsonContext.Default.RemovedResponse).ConfigureAwait(false);
    }

    private async Task<string> DeleteAsync(ModelName name, CancellationToken cancellationToken)
    {
        await puller.CancelAsync(name, $"'{name}' was removed while it was pulled", cancellationToken).ConfigureAwait(false);
        ModelName stored = store.Find(name)?.Name ?? name;
        await scheduler.UnloadAsync(stored, "deleted", cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(stored, cancellationToken).ConfigureAwait(false);
        Deleted(logger, stored.Short);
        return stored.Short;
    }

    [LoggerMessage(1310, LogLevel.Information, "Deleted {Model}")]
    private static partial void Deleted(ILogger logger, string model);
}
