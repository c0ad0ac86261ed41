using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/prune</c>: removes what no model needs. <c>/api/verify</c>: reads everything again.</summary>
internal sealed class StoreEndpoints(StorePruner pruner, StoreVerifier verifier, ErrorBoundary errors)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/prune", PruneAsync);
        routes.Post("/api/verify", VerifyAsync);
    }

    private async Task PruneAsync(HttpContext context)
    {
        PruneRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.PruneRequest, context.RequestAborted).ConfigureAwait(false);
        bool dryRun = request.DryRun ?? false;
        PruneReport report = await pruner.PruneAsync(ReadGrace(request.Grace), dryRun, context.RequestAborted).ConfigureAwait(false);
        if (report is { Obstacle: { } obstacle, Removed.Count: 0 })
        {
            throw new TollamaException(ErrorCode.StoreUnavailable, $"nothing was removed: {obstacle}");
        }

        PruneResponse response = new() { DryRun = dryRun, Removed = report.Removed, FreedBytes = report.FreedBytes, Kept = report.Kept };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.PruneResponse).ConfigureAwait(false);
    }

    private async Task VerifyAsync(HttpContext context)
    {
        ShowRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.ShowRequest, context.RequestAborted).ConfigureAwait(false);
        ModelName? only = ModelName.OfEither(request.Model, request.Name);
        await LineStream.WriteAsync(context, errors, verifier.VerifyAsync(only, context.RequestAborted), TollamaJsonContext.Default.VerifyProgress).ConfigureAwait(false);
    }

    private static TimeSpan ReadGrace(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return StorePruner.DefaultGrace;
        }

        return DurationText.TryParse(text, out TimeSpan grace) && grace >= TimeSpan.Zero ? grace : throw new TollamaException(
            ErrorCode.InvalidRequest, $"grace '{Excerpt.Of(text)}' is not a time", $"send {DurationText.Grammar}");
    }
}
