using System.IO.Compression;
using Tollama.Core.Errors;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Tollama.Daemon.Http;

/// <summary>A compressed body, decompressed: all of it and nothing behind it, or an error.</summary>
/// <remarks>
/// Half a table is a table: without this it would be forecast as if it were whole. That the compressed data is complete is the decoder's to check, which the
/// switch <c>System.IO.Compression.UseStrictValidation</c> of the program turns on (eng/*.targets). That nothing follows is checked here. A gzip body may have several
/// members, as RFC 1952 says, and a zstd body several frames (RFC 8878); the others end where their data ends.
/// </remarks>
internal sealed class DecompressedBody : AsyncReadStream
{
    // RFC 9659: what is sent needs no larger window than 8 MiB. The decoder takes the memory that a frame asks for, before it knows what comes.
    private const int LargestZstdWindowLog = 23;

    private readonly CompressedSource _source;
    private readonly Stream _decoder;
    private readonly string _encoding;
    private readonly bool _mayHaveMembers;
    private readonly bool _isFile;

    private DecompressedBody(string encoding, CompressedSource source, Stream decoder, bool mayHaveMembers, bool isFile)
    {
        _encoding = encoding;
        _source = source;
        _decoder = decoder;
        _mayHaveMembers = mayHaveMembers;
        _isFile = isFile;
    }

    private string What => _isFile ? "file" : "body";

    /// <summary>The body as its client meant it.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="encoding">The header <c>Content-Encoding</c>.</param>
    /// <returns><paramref name="body"/> itself when it is not compressed.</returns>
    /// <exception cref="TollamaException">Nobody knows the encoding.</exception>
    internal static Stream Of(Stream body, string encoding)
    {
        string name = encoding.Trim().ToLowerInvariant();
        return name is "" or "identity"
            ? body
            : Of(body, name, isFile: false) ?? throw new TollamaException(
                ErrorCode.InvalidRequest, $"Content-Encoding '{Excerpt.Of(encoding)}' is not known; send gzip, zstd, br, deflate or none");
    }

    /// <summary>The content of a compressed file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding"><c>gzip</c> or <c>zstd</c>.</param>
    internal static Stream OfFile(Stream file, string encoding) =>
        Of(file, encoding, isFile: true) ?? throw new ArgumentException($"There are no files of '{encoding}'.", nameof(encoding));

    private static DecompressedBody? Of(Stream body, string name, bool isFile)
    {
        CompressedSource source = new(body);
        return name switch
        {
            "gzip" or "x-gzip" => new DecompressedBody(name, source, new GZipStream(source, CompressionMode.Decompress), mayHaveMembers: true, isFile),
            "zstd" => new DecompressedBody(name, source, Zstd(source), mayHaveMembers: true, isFile),
            "br" => new DecompressedBody(name, source, new BrotliStream(source, CompressionMode.Decompress), mayHaveMembers: false, isFile),
            "deflate" => new DecompressedBody(name, source, new ZLibStream(source, CompressionMode.Decompress), mayHaveMembers: false, isFile),
            _ => null,
        };
    }

    private static DecompressionStream Zstd(Stream source)
    {
        DecompressionStream decoder = new(source, checkEndOfStream: true, leaveOpen: false);
        decoder.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestZstdWindowLog);
        return decoder;
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
        catch (ZstdException fault) when (fault.Code == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"the zstd {What} needs a window of more than {(1 << LargestZstdWindowLog) >> 20} MiB to be read",
                "compress it with zstd -19 or less, without --long and --ultra",
                innerException: fault);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or ZstdException or EndOfStreamException)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"the {What} is no {_encoding} data, or it ends too early",
                _isFile ? "send the whole file" : $"send the whole body, compressed as Content-Encoding: {_encoding} says",
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

    private TollamaException Refusal(string what, string hint) => new(ErrorCode.InvalidRequest, $"the {_encoding} {What} {what}", hint);
}
