using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollama.Testing.Http;

/// <summary>An HTTP server on loopback that answers what a test tells it and keeps what it was asked.</summary>
/// <remarks>It introduces itself as tollama on <c>GET /api/version</c>; routes that no test set answer 404 in the daemon's form.</remarks>
public sealed class StubDaemon : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<StubRequest, HttpResponse, Task>> _routes = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    private StubDaemon(WebApplication app) => _app = app;

    /// <summary>Where it listens, with a closing slash.</summary>
    public Uri Address => new(_app.Urls.First() + "/");

    /// <summary>What it was asked, in order of arrival.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Starts on a free port of 127.0.0.1.</summary>
    public static async Task<StubDaemon> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        StubDaemon daemon = new(builder.Build());
        daemon._app.Run(daemon.AnswerAsync);
        daemon.OnJson("HEAD /", "").OnJson("GET /api/version", """{"version":"0.1.0","name":"tollama","protocol":1}""");
        await daemon._app.StartAsync(cancellationToken).ConfigureAwait(false);
        return daemon;
    }

    /// <summary>Answers a route with whatever <paramref name="answer"/> writes.</summary>
    /// <param name="route">Method and path: <c>GET /api/tags</c>.</param>
    /// <param name="answer">Gets the request and writes the response.</param>
    public StubDaemon On(string route, Func<StubRequest, HttpResponse, Task> answer)
    {
        _routes[route] = answer;
        return this;
    }

    /// <summary>Answers a route with one JSON text.</summary>
    /// <param name="route">Method and path.</param>
    /// <param name="json">The body.</param>
    /// <param name="status">The HTTP status, 200 by default.</param>
    public StubDaemon OnJson(string route, string json, int status = 200) => On(route, (_, response) =>
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(json);
    });

    /// <summary>Answers a route with lines of JSON, each flushed.</summary>
    /// <param name="route">Method and path.</param>
    /// <param name="lines">The lines without line ends.</param>
    public StubDaemon OnLines(string route, params string[] lines) => On(route, async (_, response) =>
    {
        response.ContentType = "application/x-ndjson";
        foreach (string line in lines)
        {
            await response.WriteAsync(line + "\n").ConfigureAwait(false);
            await response.Body.FlushAsync().ConfigureAwait(false);
        }
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        StubRequest request = await ReadAsync(context.Request).ConfigureAwait(false);
        _requests.Enqueue(request);
        if (_routes.TryGetValue($"{request.Method} {request.Path}", out Func<StubRequest, HttpResponse, Task>? answer))
        {
            await answer(request, context.Response).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = 404;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"error":"the stub has no {{request.Method}} {{request.Path}}","code":"ROUTE_NOT_FOUND"}""").ConfigureAwait(false);
    }

    private static async Task<StubRequest> ReadAsync(HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        return new StubRequest(
            request.Method,
            request.Path.Value ?? "/",
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false));
    }
}
