using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollama.Client;

/// <summary>Sends requests and reads answers: one JSON object, or lines as they arrive.</summary>
internal sealed class DaemonConnection(HttpClient http)
{
    private const int CopyBufferSize = 256 * 1024;

    public Uri? Address => http.BaseAddress;

    /// <summary>The response's head, whatever its status.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = content };

        // The daemon may refuse a large body, or have it already; then it shall not be sent at all.
        request.Headers.ExpectContinue = content is UploadContent;
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && content is UploadContent { SourceFault: { } fault })
        {
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw ErrorAnswer.Unreachable(Address, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ErrorAnswer.Broken(Address, exception);
        }
    }

    public async Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(method, path, content, cancellationToken).ConfigureAwait(false);
        await ThrowIfErrorAsync(response, cancellationToken).ConfigureAwait(false);
        return await BodyAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> BodyAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("the body is null");
        }
        catch (JsonException exception)
        {
            throw ErrorAnswer.Unreadable(Address, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ErrorAnswer.Broken(Address, exception);
        }
    }

    /// <summary>The JSON values of the body, each as soon as it has arrived.</summary>
    public async IAsyncEnumerable<T> LinesAsync<T>(
        HttpMethod method, string path, HttpContent content, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(method, path, content, cancellationToken).ConfigureAwait(false);
        await ThrowIfErrorAsync(response, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<T?> lines = JsonSerializer.DeserializeAsyncEnumerable(body, type, topLevelValues: true, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (lines.ConfigureAwait(false))
        {
            while (await NextAsync(lines).ConfigureAwait(false))
            {
                if (lines.Current is { } line)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>The body's bytes into a stream. A fault of the connection is the daemon's; one of the stream is the caller's and comes through.</summary>
    public async Task CopyBodyAsync(HttpResponseMessage response, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBufferSize);
        try
        {
            long written = 0;
            for (int read; (read = await ReadBodyAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                written += read;
                progress?.Report(written);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static async Task ThrowIfErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await ErrorAnswer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> ReadBodyAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ErrorAnswer.Broken(Address, exception);
        }
    }

    // A yield cannot stand in a try block with a catch, so the step that may fail is a method of its own.
    private async Task<bool> NextAsync<T>(IAsyncEnumerator<T> lines)
    {
        try
        {
            return await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw ErrorAnswer.Unreadable(Address, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ErrorAnswer.Broken(Address, exception);
        }
    }
}
