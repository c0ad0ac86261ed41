using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Hosting;

/// <summary>Lets requests in that have something done, counts them, and ends them with the daemon. Probes pass always, to the last moment.</summary>
internal sealed class WorkGate(Shutdown shutdown, IdleTrim trim, ErrorBoundary errors)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private static readonly string[] Probes = ["/", "/api/version", "/api/ps", "/v1/health", "/health/live", "/health/ready", "/metrics"];

    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsProbe(context.Request))
        {
            CloseWhileDraining(context);
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!shutdown.TryEnter())
        {
            CloseWhileDraining(context);
            throw Ending();
        }

        try
        {
            await WorkAsync(context, next).ConfigureAwait(false);
        }
        finally
        {
            shutdown.Leave();
            trim.Note();
        }
    }

    // Handlers know one token, the client's. It fires at the end of the grace, too, and here it is told which of the two it was.
    private async Task WorkAsync(HttpContext context, RequestDelegate next)
    {
        CancellationToken client = context.RequestAborted;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(client, shutdown.GraceOver);
        context.RequestAborted = either.Token;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheEnd(exception) && shutdown.GraceOver.IsCancellationRequested && !client.IsCancellationRequested)
        {
            context.RequestAborted = client;
            CloseWhileDraining(context);
            await EndAsync(context, client).ConfigureAwait(false);
        }
        finally
        {
            context.RequestAborted = client;
        }
    }

    private async Task EndAsync(HttpContext context, CancellationToken client)
    {
        TollamaException ending = Ending();
        string requestId = RequestId.Of(context);
        if (context.Response.HasStarted && context.Response.ContentType == NdjsonReply.ContentType)
        {
            errors.Report(context, ending, requestId);
            using NdjsonReply reply = new(context);
            await reply.WriteAsync(ErrorBodies.Of(context, ending, requestId), TollamaJsonContext.Default.ErrorBody, client).ConfigureAwait(false);
            return;
        }

        if (context.Response.HasStarted)
        {
            // A clean end would make half an answer look like a whole one.
            context.Abort();
        }

        throw ending;
    }

    private void CloseWhileDraining(HttpContext context)
    {
        if (shutdown.IsDraining && !context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static bool IsProbe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && Probes.Contains(request.Path.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsOfTheEnd(Exception exception) => exception is OperationCanceledException or TollamaException { Code: ErrorCode.Canceled };

    private static TollamaException Ending() =>
        new(ErrorCode.Draining, "the daemon is shutting down", "try again in a moment") { RetryAfter = RetryAfter };
}
