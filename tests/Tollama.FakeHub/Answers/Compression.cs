using System.IO.Compression;

namespace Tollama.FakeHub;

/// <summary>What the servers before the hub do to texts for clients that say <c>Accept-Encoding: gzip</c>.</summary>
internal static class Compression
{
    private const int SmallestBytes = 1000;
    private const int LargestBytes = 10_000_000;

    /// <summary>The content, or the content in gzip with the headers that go with it: the length is another, and the <c>ETag</c> a weak one.</summary>
    public static ServedContent Apply(Exchange exchange, ServedContent content)
    {
        bool isAccepted = exchange.Seen.Headers.GetValueOrDefault("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true;
        if (!isAccepted || !exchange.MayCompress || content.Length is < SmallestBytes or > LargestBytes)
        {
            return content;
        }

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content.ToArray());
        }

        exchange.Response.Headers.ContentEncoding = "gzip";
        exchange.Response.Headers.AcceptRanges = default;
        if (exchange.Response.Headers.ETag is { Count: 1 } etag)
        {
            exchange.Response.Headers.ETag = "W/" + etag;
        }

        return ServedContent.Bytes(packed.ToArray());
    }
}
