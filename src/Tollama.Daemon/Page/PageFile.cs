using System.IO.Compression;
using System.Security.Cryptography;

namespace Tollama.Daemon.Page;

/// <summary>A file of the page as it is sent: plain, or compressed once and kept.</summary>
internal sealed class PageFile
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    private readonly byte[] _plain;
    private readonly string _digest;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <param name="name">Its path below <c>/ui/</c>, by whose end its type is known.</param>
    /// <param name="content">What is in it.</param>
    internal PageFile(string name, byte[] content)
    {
        _plain = content;
        _digest = Convert.ToHexStringLower(SHA256.HashData(content))[..20];
        _brotli = new Lazy<byte[]>(() => Compress(target => new BrotliStream(target, CompressionLevel.SmallestSize)));
        _gzip = new Lazy<byte[]>(() => Compress(target => new GZipStream(target, CompressionLevel.SmallestSize)));
        ContentType = TypeOf(name);
    }

    /// <summary>Its media type.</summary>
    internal string ContentType { get; }

    /// <summary>How many bytes it has when it is not compressed.</summary>
    internal int Length => _plain.Length;

    /// <summary>What is sent to a client that takes these encodings.</summary>
    /// <param name="takesBrotli">Whether it takes <c>br</c>, which is the smallest.</param>
    /// <param name="takesGzip">Whether it takes <c>gzip</c>.</param>
    internal PageContent For(bool takesBrotli, bool takesGzip) =>
        takesBrotli ? new PageContent(_brotli.Value, Brotli, TagOf(Brotli))
        : takesGzip ? new PageContent(_gzip.Value, Gzip, TagOf(Gzip))
        : new PageContent(_plain, Encoding: null, TagOf("plain"));

    // A strong tag names bytes, so each encoding has its own.
    private string TagOf(string encoding) => $"\"{_digest}-{encoding}\"";

    private byte[] Compress(Func<Stream, Stream> pack)
    {
        using MemoryStream target = new();
        using (Stream packed = pack(target))
        {
            packed.Write(_plain);
        }

        return target.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".csv" => "text/csv; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}
