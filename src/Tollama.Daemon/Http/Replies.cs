using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>Writes whole answers.</summary>
internal static class Replies
{
    internal const string JsonType = "application/json; charset=utf-8";

    internal static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, WireJson.Write(value, type), JsonType, status);

    internal static Task TextAsync(HttpContext context, string text, string contentType = "text/plain; charset=utf-8") =>
        BytesAsync(context, System.Text.Encoding.UTF8.GetBytes(text), contentType, StatusCodes.Status200OK);

    internal static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await PacedWriter.Of(context).WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
