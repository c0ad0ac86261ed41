using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Endpoints;

/// <summary>Sends lines as they come. An error before the first is an ordinary HTTP error, one after it is the last line.</summary>
internal static class LineStream
{
    internal static async Task WriteAsync<T>(HttpContext context, ErrorBoundary errors, IAsyncEnumerable<T> lines, JsonTypeInfo<T> type)
    {
        CancellationToken aborted = context.RequestAborted;
        using NdjsonReply reply = new(context);
        try
        {
            await foreach (T line in lines.WithCancellation(aborted).ConfigureAwait(false))
            {
                await reply.WriteAsync(line, type, aborted).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (context.Response.HasStarted && !aborted.IsCancellationRequested)
        {
            TollamaException known = ErrorBodies.AsKnown(exception);
            errors.Report(context, known, RequestId.Of(context));
            ErrorBody body = ErrorBodies.Of(context, known, RequestId.Of(context));
            await reply.WriteAsync(body, TollamaJsonContext.Default.ErrorBody, aborted).ConfigureAwait(false);
        }
    }

    /// <summary>The lines of an installation as a stream, or only what the last one says.</summary>
    internal static async Task WriteAsync(HttpContext context, ErrorBoundary errors, IAsyncEnumerable<PullProgress> lines, bool stream)
    {
        if (stream)
        {
            await WriteAsync(context, errors, lines, TollamaJsonContext.Default.PullProgress).ConfigureAwait(false);
            return;
        }

        PullProgress? last = null;
        await foreach (PullProgress line in lines.WithCancellation(context.RequestAborted).ConfigureAwait(false))
        {
            last = line;
        }

        await Replies.BytesAsync(context, PullSummary.Write(last!), Replies.JsonType, StatusCodes.Status200OK).ConfigureAwait(false);
    }
}
