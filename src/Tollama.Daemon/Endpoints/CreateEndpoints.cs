using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/create</c>, <c>/api/copy</c>, and <c>/api/blobs</c> for the files that a model is made of.</summary>
internal sealed class CreateEndpoints(InstalledModels models, ModelStore store, ModelCreator creator, TimeProvider time, ErrorBoundary errors)
{
    private const string BlobRoute = "/api/blobs/{digest}";

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/create", CreateAsync);
        routes.Post("/api/copy", CopyAsync);
        routes.Head(BlobRoute, AnswerBlob);
        routes.Post(BlobRoute, UploadAsync);
    }

    private async Task CreateAsync(HttpContext context)
    {
        CreateRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.CreateRequest, context.RequestAborted).ConfigureAwait(false);
        creator.Check(request);
        IAsyncEnumerable<PullProgress> lines = creator.CreateAsync(request, context.RequestAborted);
        await LineStream.WriteAsync(context, errors, lines, request.Stream ?? true).ConfigureAwait(false);
    }

    private async Task CopyAsync(HttpContext context)
    {
        CopyRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.CopyRequest, context.RequestAborted).ConfigureAwait(false);
        ModelName destination = ModelName.Parse(request.Destination);
        await store.CopyAsync(models.Get(request.Source).Name, destination, request.Force ?? false, context.RequestAborted).ConfigureAwait(false);
        PullProgress done = new() { Status = "success" };
        await Replies.JsonAsync(context, done, TollamaJsonContext.Default.PullProgress).ConfigureAwait(false);
    }

    private Task AnswerBlob(HttpContext context)
    {
        long? size = store.Blobs.SizeOf(DigestOf(context));
        store.Blobs.Touch(DigestOf(context), time.GetUtcNow());
        context.Response.StatusCode = size is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = size ?? 0;
        return Task.CompletedTask;
    }

    private async Task UploadAsync(HttpContext context)
    {
        BlobDigest digest = DigestOf(context);
        Stream file = BodyReader.File(context.Request);
        bool isThere = store.Blobs.Contains(digest);
        store.Blobs.Touch(digest, time.GetUtcNow());
        if (!isThere)
        {
            using IDisposable room = store.Blobs.Room.Take(context.Request.ContentLength);
            await store.Blobs.WriteAsync(file, digest, context.RequestAborted).ConfigureAwait(false);
        }

        context.Response.StatusCode = isThere ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = 0;
    }

    private static BlobDigest DigestOf(HttpContext context)
    {
        string text = (string?)context.Request.RouteValues["digest"] ?? "";
        return BlobDigest.TryParse(text, out BlobDigest? digest) ? digest : throw new TollamaException(
            ErrorCode.InvalidRequest, $"'{Excerpt.Of(text)}' is not a digest: expected sha256: and 64 hexadecimal digits in lower case");
    }
}
