using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Runners;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/export</c> and <c>/api/import</c>: a model as one file, for machines without a way to the hub.</summary>
internal sealed class ArchiveEndpoints(InstalledModels models, ModelStore store, ModelLoading loading, RequestLimits limits, ErrorBoundary errors)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/api/export", ExportAsync, "model", "name");
        routes.Post("/api/import", ImportAsync, "model", "force");
    }

    private async Task ExportAsync(HttpContext context)
    {
        InstalledModel model = models.Get(context.Request.Query["model"], context.Request.Query["name"]);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = "application/x-tar";
            return;
        }

        // What is damaged is told in a sentence, which cannot be done any more when half of it has been sent.
        await loading.RequireFilesAsync(model, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/x-tar";

        try
        {
            await new ModelArchive(store).WriteAsync(model, context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
        catch when (context.Response.HasStarted)
        {
            // A clean end would make half an archive look like a whole one.
            context.Abort();
            throw;
        }
    }

    private async Task ImportAsync(HttpContext context)
    {
        string? name = context.Request.Query["model"];
        ModelName? target = string.IsNullOrEmpty(name) ? null : ModelName.Parse(name);
        Stream file = BodyReader.File(context.Request);
        using IDisposable room = store.Blobs.Room.Take(context.Request.ContentLength);
        IAsyncEnumerable<PullProgress> lines = new ArchiveImport(store, limits).ReadAsync(
            file, target, IsOn(context.Request.Query["force"]), context.RequestAborted);
        await LineStream.WriteAsync(context, errors, lines, stream: true).ConfigureAwait(false);
    }

    private static bool IsOn(string? text) => text switch
    {
        null or "" or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw new TollamaException(ErrorCode.InvalidRequest, $"force '{ModelNameGrammar.Printable(text)}' is neither true nor false", "send force=true, or leave it out"),
    };
}
