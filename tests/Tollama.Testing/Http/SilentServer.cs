using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Tollama.Testing.Http;

/// <summary>A server on loopback that takes every request, sends the bytes it was told to, and falls silent with its connections open.</summary>
public sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;
    private readonly Channel<Task<SilentRequest>> _requests = Channel.CreateUnbounded<Task<SilentRequest>>();
    private readonly ConcurrentStack<TcpClient> _clients = new();
    private readonly Task _accepting;

    /// <summary>Starts on a free port.</summary>
    /// <param name="answer">The bytes to send from the path of a request; an empty text for none.</param>
    public SilentServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with a closing slash.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>A whole answer with a JSON body.</summary>
    public static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>The next request, in the order in which they came; it was answered as far as it ever will be.</summary>
    public async Task<SilentRequest> NextAsync(CancellationToken cancellationToken)
    {
        Task<SilentRequest> next = await _requests.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await next.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends more bytes over the latest connection.</summary>
    public async Task SendAsync(string text)
    {
        if (_clients.TryPeek(out TcpClient? client))
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }

        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _clients.Push(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using StreamReader reader = new(client.GetStream(), Encoding.UTF8, leaveOpen: true);
            string line = await reader.ReadLineAsync().ConfigureAwait(false) ?? "";
            for (string? header = line; !string.IsNullOrEmpty(header); header = await reader.ReadLineAsync().ConfigureAwait(false))
            {
                // The head is read to its end; a body is left unread.
            }

            string path = line.Split(' ') is [_, string target, ..] ? target : "";
            TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource<SilentRequest> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _requests.Writer.TryWrite(answered.Task);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(_answer(path))).ConfigureAwait(false);
            answered.SetResult(new SilentRequest(path, left.Task));
            while (await reader.ReadLineAsync().ConfigureAwait(false) is not null)
            {
                // What it still sends, until it leaves.
            }

            left.TrySetResult();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The client has left.
        }
    }
}
