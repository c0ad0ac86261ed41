using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Errors;

namespace Tollama.Client;

/// <summary>Sends requests and reads answers: one JSON object, or lines as they arrive.</summary>
internal sealed class DaemonConnection(HttpClient http, ClientPatience? patience)
{
    private const int CopyBufferSize = 256 * 1024;

    public Uri? Address => http.BaseAddress;

    /// <summary>The response's head, whatever its status.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, string? accept = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        // The daemon may refuse a large body, or have it already; then it shall not be sent at all.
        request.Headers.ExpectContinue = content is UploadContent;
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && content is IReadFault { SourceFault: { } fault })
        {
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // Nothing took the connection: neither a refusal nor an answer came from the address.
            throw ErrorAnswer.Silent(Address, after: null);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw ErrorAnswer.Unreachable(Address, exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw ErrorAnswer.Insecure(Address, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw ErrorAnswer.Broken(Address, exception);
        }
    }

    /// <summary>Waits for an answer as long as patience allows.</summary>
    /// <param name="isQuick">True for a question about the daemon, false for work that may take any time.</param>
    /// <param name="work">Asks and reads the whole answer.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<T> WaitAsync<T>(bool isQuick, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        AnswerWatch watch = Watch(isQuick, cancellationToken);
        await using (watch.ConfigureAwait(false))
        {
            try
            {
                return await work(watch.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (HasFallenSilent(watch, exception, cancellationToken))
            {
                throw ErrorAnswer.Silent(Address, patience?.Answer);
            }
        }
    }

    /// <summary>Sends work and waits for an answer that only has to be no error.</summary>
    public Task DoAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, bool isQuick = false) => WaitAsync(
        isQuick,
        async token =>
        {
            using HttpResponseMessage response = await SendAsync(method, path, content, token).ConfigureAwait(false);
            await ThrowIfErrorAsync(response, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken, bool isQuick = false) => WaitAsync(
        isQuick,
        async token =>
        {
            using HttpResponseMessage response = await SendAsync(method, path, content, token).ConfigureAwait(false);
            await ThrowIfErrorAsync(response, token).ConfigureAwait(false);
            return await BodyAsync(response, type, token).ConfigureAwait(false);
        },
        cancellationToken);

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
        AnswerWatch watch = Watch(isQuick: false, cancellationToken);
        await using (watch.ConfigureAwait(false))
        {
            using HttpResponseMessage response = await HeardAsync(
                watch, () => OpenAsync(method, path, content, watch.Token), cancellationToken).ConfigureAwait(false);
            Stream body = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            IAsyncEnumerator<T?> lines = JsonSerializer.DeserializeAsyncEnumerable(body, type, topLevelValues: true, watch.Token)
                .GetAsyncEnumerator(watch.Token);
            await using (lines.ConfigureAwait(false))
            {
                while (await HeardAsync(watch, () => NextAsync(lines), cancellationToken).ConfigureAwait(false))
                {
                    if (lines.Current is { } line)
                    {
                        yield return line;
                    }
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

    private AnswerWatch Watch(bool isQuick, CancellationToken cancellationToken) => new(patience, isQuick, SignOfLifeAsync, cancellationToken);

    // Whatever it answers, it lives.
    private async Task SignOfLifeAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("health/live", UriKind.Relative));
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> HeardAsync<T>(AnswerWatch watch, Func<Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (HasFallenSilent(watch, exception, cancellationToken))
        {
            throw ErrorAnswer.Silent(Address, patience?.Answer);
        }
    }

    /// <summary>The response's head, which is no error.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent content, CancellationToken cancellationToken, string? accept = null)
    {
        HttpResponseMessage response = await SendAsync(method, path, content, cancellationToken, accept).ConfigureAwait(false);
        try
        {
            await ThrowIfErrorAsync(response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // The end of a read that was given up may look like a broken connection.
    private static bool HasFallenSilent(AnswerWatch watch, Exception exception, CancellationToken cancellationToken) =>
        watch.IsSilent && !cancellationToken.IsCancellationRequested
        && exception is OperationCanceledException or TollamaClientException { Code: ErrorCode.DaemonUnreachable, StatusCode: null };

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
