using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Tollama.Testing.Http;

/// <summary>A reverse proxy on loopback that keeps an answer until it is whole, as nginx does, unless <c>X-Accel-Buffering: no</c> asks it not to.</summary>
public sealed class BufferingProxy : IAsyncDisposable
{
    private static readonly string[] OfOneHop = ["Connection", "Host", "Transfer-Encoding", "Keep-Alive"];

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private BufferingProxy(WebApplication app, Uri daemon)
    {
        _app = app;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = daemon, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Where it listens, with a closing slash.</summary>
    public Uri Address => new(_app.Urls.First() + "/");

    /// <summary>Starts on a free port of 127.0.0.1.</summary>
    public static async Task<BufferingProxy> StartAsync(Uri daemon, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        BufferingProxy proxy = new(builder.Build(), daemon);
        proxy._app.Run(proxy.HandOnAsync);
        await proxy._app.StartAsync(cancellationToken).ConfigureAwait(false);
        return proxy;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
    }

    private async Task HandOnAsync(HttpContext context)
    {
        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), context.Request.Path.Value!.TrimStart('/') + context.Request.QueryString)
        {
            Content = new StreamContent(context.Request.Body),
        };
        foreach ((string name, StringValues value) in context.Request.Headers.Where(header => !OfOneHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. value]))
            {
                request.Content.Headers.TryAddWithoutValidation(name, [.. value]);
            }
        }

        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        Stream body = await response.Content.ReadAsStreamAsync(context.RequestAborted).ConfigureAwait(false);
        bool isUnbuffered = response.Headers.TryGetValues("X-Accel-Buffering", out IEnumerable<string>? values) && values.Contains("no", StringComparer.Ordinal);
        using MemoryStream held = new();
        byte[] buffer = new byte[4096];
        for (int count; (count = await body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0;)
        {
            Stream output = isUnbuffered ? context.Response.Body : held;
            await output.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted).ConfigureAwait(false);
            await output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        await context.Response.Body.WriteAsync(held.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }
}
