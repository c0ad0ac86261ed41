using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>A streamed answer: one JSON object a line, each sent at once.</summary>
/// <remarks>The status and headers go out with the first line, so that an error before it is still a plain HTTP error.</remarks>
internal sealed class NdjsonReply(HttpContext context) : IDisposable
{
    internal const string ContentType = "application/x-ndjson";

    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly SemaphoreSlim _writing = new(1, 1);

    internal async Task WriteAsync<T>(T line, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json = WireJson.Write(line, type);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status200OK;
                context.Response.ContentType = ContentType;
                KeepUnbuffered(context.Response);
            }

            PacedWriter writer = PacedWriter.Of(context);
            await writer.WriteAsync(json, cancellationToken).ConfigureAwait(false);

            // A line that was begun is ended: another one may follow that says why there are no more.
            await writer.WriteAsync(LineEnd, CancellationToken.None).ConfigureAwait(false);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Tells a proxy, nginx first of all, to hand on each line when it comes.</summary>
    internal static void KeepUnbuffered(HttpResponse response) => response.Headers["X-Accel-Buffering"] = "no";

    public void Dispose() => _writing.Dispose();
}
