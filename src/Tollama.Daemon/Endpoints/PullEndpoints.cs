using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/pull</c> and <c>/v1/models/pull</c>: makes a model installed.</summary>
internal sealed class PullEndpoints(ModelPuller puller, ErrorBoundary errors)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/pull", PullAsync);
        routes.Post("/v1/models/pull", context => PullWholeAsync(context));
    }

    private async Task PullAsync(HttpContext context)
    {
        (ModelName name, PullOptions options, bool stream) = await ReadAsync(context).ConfigureAwait(false);
        if (stream)
        {
            await StreamAsync(context, name, options).ConfigureAwait(false);
        }
        else
        {
            await AnswerWholeAsync(context, name, options).ConfigureAwait(false);
        }
    }

    private async Task PullWholeAsync(HttpContext context)
    {
        (ModelName name, PullOptions options, _) = await ReadAsync(context).ConfigureAwait(false);
        await AnswerWholeAsync(context, name, options).ConfigureAwait(false);
    }

    private static async Task<(ModelName Name, PullOptions Options, bool Stream)> ReadAsync(HttpContext context)
    {
        PullRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.PullRequest, context.RequestAborted).ConfigureAwait(false);
        PullOptions options = new()
        {
            AcceptLicense = request.AcceptLicense ?? false,
            Insecure = request.Insecure ?? false,
            Force = request.Force ?? false,
            Revision = request.Revision,
        };
        return (InstalledModels.NameOf(request.Model, request.Name), options, request.Stream ?? true);
    }

    private async Task StreamAsync(HttpContext context, ModelName name, PullOptions options)
    {
        CancellationToken aborted = context.RequestAborted;
        puller.Check(name, options);
        using NdjsonReply reply = new(context);
        try
        {
            await foreach (PullProgress line in puller.PullAsync(name, options, aborted).ConfigureAwait(false))
            {
                await reply.WriteAsync(line, TollamaJsonContext.Default.PullProgress, aborted).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (context.Response.HasStarted && !aborted.IsCancellationRequested)
        {
            TollamaException known = ErrorBodies.AsKnown(exception);
            errors.Report(context, known, RequestId.Of(context));
            ErrorBody body = ErrorBodies.Of(known, RequestId.Of(context));
            await reply.WriteAsync(body, TollamaJsonContext.Default.ErrorBody, aborted).ConfigureAwait(false);
        }
    }

    private async Task AnswerWholeAsync(HttpContext context, ModelName name, PullOptions options)
    {
        puller.Check(name, options);
        PullProgress? last = null;
        await foreach (PullProgress line in puller.PullAsync(name, options, context.RequestAborted).ConfigureAwait(false))
        {
            last = line;
        }

        await Replies.BytesAsync(context, PullSummary.Write(last!), Replies.JsonType, StatusCodes.Status200OK).ConfigureAwait(false);
    }
}
