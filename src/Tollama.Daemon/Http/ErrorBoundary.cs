using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Health;

namespace Tollama.Daemon.Http;

/// <summary>The outermost layer: every request gets an id, every failure an answer of one shape, every answer a count.</summary>
internal sealed partial class ErrorBoundary(DaemonMetrics metrics, DaemonOptions options, ILogger<ErrorBoundary> logger)
{
    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string requestId = RequestId.Assign(context);
        long started = Stopwatch.GetTimestamp();
        context.Response.Headers.Server = ServerIdentity.Header;
        context.Response.Headers[ServerIdentity.VersionHeader] = ServerIdentity.Version;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        ClientPlace.Note(context, options.AsksForKeys, options.TrustedProxies);
        context.Request.Body = new ClientBody(context.Request.Body);
        try
        {
            await next(context).ConfigureAwait(false);
            await AnswerRoutingFailureAsync(context, requestId).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception, requestId).ConfigureAwait(false);
        }
        finally
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            metrics.CountRequest(Route(context), context.Response.StatusCode, elapsed);
            Answered(logger, context.Request.Method, context.Request.Path, context.Response.StatusCode, elapsed.TotalMilliseconds, requestId);
        }
    }

    /// <summary>Answers with an error, or notes in the log that the answer had already begun.</summary>
    internal async Task AnswerAsync(HttpContext context, Exception exception, string requestId)
    {
        TollamaException known = ErrorBodies.AsKnown(exception);
        Report(context, known, requestId);
        if (context.Response.HasStarted)
        {
            return;
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = HttpStatus.Of(ErrorCode.Canceled);
            return;
        }

        if (known.RetryAfter is { } pause)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (known.Code == ErrorCode.Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await Replies.JsonAsync(context, ErrorBodies.Of(context, known, requestId), TollamaJsonContext.Default.ErrorBody, HttpStatus.Of(context.Request.Path, known.Code))
            .ConfigureAwait(false);
    }

    /// <summary>Logs and counts an error; a defect with its stack, what the client caused only for debugging.</summary>
    internal void Report(HttpContext context, TollamaException known, string requestId)
    {
        metrics.CountError(known.Code);
        string reason = known.IsHintPrivate ? $"{known.Message} {known.Hint}" : known.Message;
        if (known.Code == ErrorCode.Internal)
        {
            Failed(logger, known.InnerException ?? known, context.Request.Method, context.Request.Path, requestId);
        }
        else if (HttpStatus.Of(known.Code) >= 500)
        {
            Refused(logger, context.Request.Method, context.Request.Path, known.Code.ToWireName(), reason, requestId);
        }
        else
        {
            Rejected(logger, context.Request.Method, context.Request.Path, known.Code.ToWireName(), reason, requestId);
        }
    }

    private static string Route(HttpContext context) =>
        (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";

    private Task AnswerRoutingFailureAsync(HttpContext context, string requestId)
    {
        bool empty = !context.Response.HasStarted && context.Response.ContentLength is null or 0 && context.Response.ContentType is null;
        string method = Excerpt.Of(context.Request.Method);
        string path = Excerpt.Of(context.Request.Path);
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound when empty => AnswerAsync(
                context, new TollamaException(ErrorCode.RouteNotFound, $"no route {method} {path}", AbsentRoutes.HintOf(path)), requestId),
            StatusCodes.Status405MethodNotAllowed when empty => AnswerAsync(
                context,
                new TollamaException(ErrorCode.MethodNotAllowed, $"{path} does not take {method}; it takes {context.Response.Headers.Allow}"),
                requestId),
            _ => Task.CompletedTask,
        };
    }

    [LoggerMessage(1100, LogLevel.Debug, "{Method} {Path} {Status} in {ElapsedMs:0.0} ms ({RequestId})")]
    private static partial void Answered(ILogger logger, string method, string path, int status, double elapsedMs, string requestId);

    [LoggerMessage(1101, LogLevel.Error, "{Method} {Path} failed unexpectedly ({RequestId})")]
    private static partial void Failed(ILogger logger, Exception exception, string method, string path, string requestId);

    [LoggerMessage(1102, LogLevel.Warning, "{Method} {Path} failed: {Code}: {Reason} ({RequestId})")]
    private static partial void Refused(ILogger logger, string method, string path, string code, string reason, string requestId);

    [LoggerMessage(1103, LogLevel.Debug, "{Method} {Path} refused: {Code}: {Reason} ({RequestId})")]
    private static partial void Rejected(ILogger logger, string method, string path, string code, string reason, string requestId);
}
