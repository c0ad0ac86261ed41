using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>A forward proxy on loopback: absolute addresses for http, tunnels for https; it keeps what it was asked.</summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly string? _expected;
    private readonly Task _accepting;

    private ForwardProxy(string? credentials)
    {
        _expected = credentials is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What goes into <c>HTTP_PROXY</c> and <c>HTTPS_PROXY</c>, without credentials.</summary>
    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}");

    /// <summary>What has been asked, in order.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>Starts on a free port.</summary>
    /// <param name="credentials"><c>user:password</c> that clients must send; by default none is needed.</param>
    public static ForwardProxy Start(string? credentials = null) => new(credentials);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            if (await ProxyHead.ReadAsync(stream, _stop.Token) is { } head)
            {
                await ServeAsync(stream, head);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One of the two sides left, or the proxy stops.
        }
    }

    private async Task ServeAsync(NetworkStream client, ProxyHead head)
    {
        string? authorization = head.Header("Proxy-Authorization");
        bool isAccepted = _expected is null || authorization == _expected;
        _requests.Enqueue(new ProxiedRequest(head.Method, head.Target, authorization, isAccepted));
        if (!isAccepted)
        {
            await WriteAsync(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        bool isTunnel = head.Method == "CONNECT";
        Uri target = new(isTunnel ? "tcp://" + head.Target : head.Target);
        using TcpClient server = new();
        try
        {
            await server.ConnectAsync(target.Host, target.Port, _stop.Token);
        }
        catch (SocketException)
        {
            await WriteAsync(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        NetworkStream behind = server.GetStream();
        await (isTunnel ? WriteAsync(client, "HTTP/1.1 200 Connection Established\r\n\r\n") : behind.WriteAsync(head.ForServer(), _stop.Token).AsTask());
        await JoinAsync(client, behind);
    }

    /// <summary>Carries bytes both ways until one side is done.</summary>
    private async Task JoinAsync(NetworkStream client, NetworkStream server)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Task up = client.CopyToAsync(server, done.Token);
        Task down = server.CopyToAsync(client, done.Token);
        await Task.WhenAny(up, down);
        await done.CancelAsync();
        await Task.WhenAll(up, down);
    }

    private Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token).AsTask();
}
