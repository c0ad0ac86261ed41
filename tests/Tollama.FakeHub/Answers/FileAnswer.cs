using System.Globalization;

namespace Tollama.FakeHub;

/// <summary>The bytes of a file, whole or in part.</summary>
internal static class FileAnswer
{
    public static Task WriteAsync(Exchange exchange, ServedContent content, string etag)
    {
        Fault fault = exchange.Fault;
        content = fault.Content ?? content;
        string quoted = $"\"{fault.Etag ?? (fault.Content is null ? etag : ServedFile.CdnEtagOf(content))}\"";
        exchange.Response.Headers.ETag = quoted;
        exchange.Response.Headers.AcceptRanges = "bytes";
        exchange.Response.ContentType = exchange.Seen.Kind == RequestKind.Cdn ? "application/octet-stream" : "text/plain; charset=utf-8";
        ByteRange? range = fault.IgnoreRange || !IsStillCurrent(exchange.Seen, quoted) ? null : ByteRange.Parse(exchange.Seen.Range, content.Length);
        if (range is null)
        {
            return BodyWriter.WriteAsync(exchange, Compression.Apply(exchange, content), null);
        }

        bool isOutside = range.Value.Length == 0;
        exchange.Response.StatusCode = isOutside ? 416 : 206;
        exchange.Response.Headers.ContentRange = isOutside
            ? string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Length}")
            : string.Create(CultureInfo.InvariantCulture, $"bytes {range.Value.First}-{range.Value.Last}/{content.Length}");
        return BodyWriter.WriteAsync(exchange, content, range);
    }

    /// <summary>RFC 9110, section 13.1.5: a range is for those who hold a part of this version.</summary>
    private static bool IsStillCurrent(SeenRequest request, string etag) =>
        !request.Headers.TryGetValue("If-Range", out string? held) || held == etag;
}
