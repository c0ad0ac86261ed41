using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Http;

/// <summary>Reads request bodies whatever their Content-Type says, with a limit that counts bytes after decompression.</summary>
internal static class BodyReader
{
    /// <summary>The most bytes of a body in memory, 1 GiB: it is one array, and beside it stands the next larger one while it grows.</summary>
    internal const long MostInMemory = 1L << 30;

    private const int PieceLength = 128 * 1024;
    private const string Remedy = "send fewer series at once, or raise TOLLAMA_MAX_BODY";

    /// <summary>Reads a body. A compressed file is decompressed, as a body is that says how it was compressed on its way.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <param name="budget">The memory that all bodies share; <see langword="null"/> for a body that its limit keeps small.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="remedy">What helps where it is too large.</param>
    /// <param name="spool">Where a large table is put; <see langword="null"/> to keep every body in memory.</param>
    /// <exception cref="TollamaException">It is too large, cannot be read, or there is no memory or no room on the disk for it now.</exception>
    internal static async Task<RequestBody> ReadAsync(
        HttpContext context,
        long limit,
        ByteBudget? budget,
        CancellationToken cancellationToken,
        string remedy = Remedy,
        SpoolFolder? spool = null)
    {
        Stream stream = DecompressedBody.Of(context.Request.Body, context.Request.Headers.ContentEncoding.ToString());
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit, remedy);
        }

        bool isCompressed = stream != context.Request.Body;
        long most = Math.Min(limit, MostInMemory);
        RequestBody? body = null;
        try
        {
            (stream, bool isFile) = await CompressedFile.OpenAsync(stream, "body", cancellationToken).ConfigureAwait(false);
            isCompressed |= isFile;
            body = new RequestBody(most, budget, isCompressed ? null : context.Request.ContentLength);
            bool isSpooled = spool is not null && await FillOrSpoolAsync(body, stream, most, context.Request.ContentType ?? "", spool, cancellationToken).ConfigureAwait(false);
            if (isSpooled)
            {
                await SpoolAsync(body.Spooled!, stream, limit, remedy, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await FillAsync(body, stream, most, most < limit ? "only tables of text are taken that are larger: send the data as CSV" : remedy, cancellationToken).ConfigureAwait(false);
            }

            return body;
        }
        catch (IOException fault)
        {
            body?.Dispose();
            throw ClientBody.Explain(fault);
        }
        catch
        {
            body?.Dispose();
            throw;
        }
        finally
        {
            if (isCompressed)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The content of a file that is a piece of a body: itself, or what it is decompressed. All of them together stay within the limit of the body.</summary>
    /// <param name="body">The body, which keeps what was decompressed.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TollamaException">It is too large, no whole file, or there is no memory for it now.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ContentOfAsync(RequestBody body, ReadOnlyMemory<byte> file, string name, CancellationToken cancellationToken)
    {
        if (!CompressedFile.Is(file.Span))
        {
            return file;
        }

        (Stream content, bool _) = await CompressedFile.OpenAsync(new BodyPart(file), name, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            RequestBody decompressed = body.Another();
            await FillAsync(decompressed, content, decompressed.Limit, Remedy, cancellationToken).ConfigureAwait(false);
            return decompressed.Bytes;
        }
    }

    /// <summary>The bytes of a file, which are taken as they are: its digest is theirs.</summary>
    /// <exception cref="TollamaException">They are compressed on their way.</exception>
    internal static Stream File(HttpRequest request)
    {
        string encoding = request.Headers.ContentEncoding.ToString().Trim();
        return encoding.Length == 0 || string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase) ? request.Body : throw new TollamaException(
            ErrorCode.InvalidRequest, $"Content-Encoding '{Excerpt.Of(encoding)}' is not taken here", "send the file as it is, without Content-Encoding");
    }

    /// <summary>Reads a lifecycle body: an object of which unknown keys are ignored. An empty body is an error, as with Ollama.</summary>
    internal static async Task<T> ReadJsonAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        const long Limit = 1 << 20;
        const string NoRemedy = "no setting changes this limit; files go to /api/blobs, and series to the forecast routes";
        using RequestBody body = await ReadAsync(context, Limit, budget: null, cancellationToken, NoRemedy).ConfigureAwait(false);
        if (body.Bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, "missing request body", "send a JSON object, e.g. {\"model\": \"auto\"}");
        }

        if (!Utf8.IsValid(body.Bytes.Span))
        {
            throw new TollamaException(ErrorCode.InvalidRequest, "the body is not valid UTF-8", "send JSON in UTF-8");
        }

        RefuseDuplicates(body.Bytes.Span);
        try
        {
            return JsonSerializer.Deserialize(body.Bytes.Span, type)
                ?? throw new TollamaException(ErrorCode.InvalidRequest, "the body must be a JSON object, not null");
        }
        catch (JsonException exception)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"the body is not what this route takes: {Excerpt.Of(CauseText.Of(exception))}");
        }
    }

    private static void RefuseDuplicates(ReadOnlySpan<byte> json)
    {
        IReadOnlyList<string>? twice = null;
        try
        {
            twice = DuplicateNames.Find(new Utf8JsonReader(json));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // What is wrong with the text is told by the reader of all of it.
        }

        if (twice is not null)
        {
            string place = string.Join('.', twice.Select(name => Excerpt.Of(name)));
            throw new TollamaException(ErrorCode.InvalidRequest, $"the body has '{place}' twice", "send each name once");
        }
    }

    /// <summary>Whether a body may be read piece by piece: JSON and forms are not.</summary>
    private static bool MayBeSpooled(ReadOnlySpan<byte> beginning, string contentType)
    {
        beginning = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        return beginning.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]
            && !contentType.Contains("json", StringComparison.OrdinalIgnoreCase)
            && !contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads until the end, or until a body that may be in a file is so large that it is moved there.</summary>
    /// <returns>Whether it was moved.</returns>
    private static async Task<bool> FillOrSpoolAsync(
        RequestBody body, Stream stream, long most, string contentType, SpoolFolder spool, CancellationToken cancellationToken)
    {
        int read;
        while (body.Bytes.Length <= spool.Above && (read = await stream.ReadAsync(body.Room(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (!body.TryAdvance(read))
            {
                throw TooLarge(most, "send fewer series at once, or raise TOLLAMA_MAX_BODY");
            }
        }

        if (body.Bytes.Length <= spool.Above || !MayBeSpooled(body.Bytes.Span, contentType) || spool.TryCreate() is not { } file)
        {
            return false;
        }

        await body.SpoolAsync(file, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task SpoolAsync(SpoolFile file, Stream stream, long limit, string remedy, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (file.Length + read > limit)
                {
                    throw TooLarge(limit, remedy);
                }

                await file.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task FillAsync(RequestBody body, Stream stream, long limit, string remedy, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(body.Room(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (!body.TryAdvance(read))
            {
                throw TooLarge(limit, remedy);
            }
        }
    }

    private static TollamaException TooLarge(long limit, string remedy) => new(
        ErrorCode.BodyTooLarge, string.Create(CultureInfo.InvariantCulture, $"the body is larger than the limit of {limit} bytes"), remedy);
}
