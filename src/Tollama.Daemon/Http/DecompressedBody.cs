using System.IO.Compression;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>A compressed body, decompressed: all of it and nothing behind it, or an error.</summary>
/// <remarks>
/// Half a table is a table: without this it would be forecast as if it were whole. That the compressed data is complete is the decoder's to check, which the
/// switch <c>System.IO.Compression.UseStrictValidation</c> of the program turns on (eng/*.targets). That nothing follows is checked here. A gzip body may have several
/// members, as RFC 1952 says; the others end where their data ends.
/// </remarks>
internal sealed class DecompressedBody : AsyncReadStream
{
    private readonly CompressedSource _source;
    private readonly Stream _decoder;
    private readonly string _encoding;
    private readonly bool _mayHaveMembers;

    private DecompressedBody(string encoding, CompressedSource source, Stream decoder, bool mayHaveMembers)
    {
        _encoding = encoding;
        _source = source;
        _decoder = decoder;
        _mayHaveMembers = mayHaveMembers;
    }

    /// <summary>The body as its client meant it.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="encoding">The header <c>Content-Encoding</c>.</param>
    /// <returns><paramref name="body"/> itself when it is not compressed.</returns>
    /// <exception cref="TollamaException">Nobody knows the encoding.</exception>
    internal static Stream Of(Stream body, string encoding)
    {
        string name = encoding.Trim().ToLowerInvariant();
        CompressedSource source = new(body);
        return name switch
        {
            "" or "identity" => body,
            "gzip" or "x-gzip" => new DecompressedBody(name, source, new GZipStream(source, CompressionMode.Decompress), mayHaveMembers: true),
            "br" => new DecompressedBody(name, source, new BrotliStream(source, CompressionMode.Decompress), mayHaveMembers: false),
            "deflate" => new DecompressedBody(name, source, new ZLibStream(source, CompressionMode.Decompress), mayHaveMembers: false),
            _ => throw new TollamaException(
                ErrorCode.InvalidRequest, $"Content-Encoding '{Excerpt.Of(encoding)}' is not known; send gzip, br, deflate or none"),
        };
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && !buffer.IsEmpty)
            {
                RequireEnd();
            }

            return read;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"the body is no {_encoding} data, or it ends too early",
                $"send the whole body, compressed as Content-Encoding: {_encoding} says",
                innerException: fault);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RequireEnd()
    {
        if (_source.IsEmpty)
        {
            throw Refusal("is empty", "send what the request asks for, compressed");
        }

        // A decoder of members looks for another one until there are no more bytes. It stops earlier at bytes that are no member.
        if (!_source.IsSpent || (_mayHaveMembers && !_source.WasAskedForMore))
        {
            throw Refusal("goes on after the end of its compressed data", "send the compressed data and nothing behind it");
        }
    }

    private TollamaException Refusal(string what, string hint) => new(ErrorCode.InvalidRequest, $"the {_encoding} body {what}", hint);
}
