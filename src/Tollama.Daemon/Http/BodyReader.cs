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
    private const string Remedy = "send fewer series at once, or raise TOLLAMA_MAX_BODY";

    /// <summary>Reads a body. A compressed file is decompressed, as a body is that says how it was compressed on its way.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <param name="budget">The memory that all bodies share; <see langword="null"/> for a body that its limit keeps small.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="remedy">What helps where it is too large.</param>
    /// <exception cref="TollamaException">It is too large, cannot be read, or there is no memory for it now.</exception>
    internal static async Task<RequestBody> ReadAsync(
        HttpContext context, long limit, ByteBudget? budget, CancellationToken cancellationToken, string remedy = Remedy)
    {
        Stream stream = DecompressedBody.Of(context.Request.Body, context.Request.Headers.ContentEncoding.ToString());
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit, remedy);
        }

        bool isCompressed = stream != context.Request.Body;
        RequestBody? body = null;
        try
        {
            (stream, bool isFile) = await CompressedFile.OpenAsync(stream, "body", cancellationToken).ConfigureAwait(false);
            isCompressed |= isFile;
            body = new RequestBody(limit, budget, isCompressed ? null : context.Request.ContentLength);
            await FillAsync(body, stream, limit, remedy, cancellationToken).ConfigureAwait(false);
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
