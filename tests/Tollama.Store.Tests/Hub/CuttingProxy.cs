using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.Store.Tests.Hub;

/// <summary>A proxy whose tunnels to one port end in good order after so many bytes more than the greeting of TLS takes, wherever that is in a record.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly int _bytes;
    private readonly Task _accepting;

    private CuttingProxy(int port, int bytes)
    {
        (_port, _bytes) = (port, bytes);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}");

    /// <param name="port">The port to which tunnels are cut; others stay whole.</param>
    /// <param name="bytes">How many bytes of the server's pass; from 4000 on the client knows who the server is, and has an answer's beginning.</param>
    public static CuttingProxy Start(int port, int bytes) => new(port, bytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
            {
                tunnels.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using TcpClient server = new();
        try
        {
            NetworkStream here = client.GetStream();
            int port = await ReadPortAsync(here);
            await server.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            NetworkStream there = server.GetStream();
            await here.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
            Task up = here.CopyToAsync(there, _stop.Token);
            await CopyAsync(there, here, port == _port ? _bytes : long.MaxValue);
            client.Client.Shutdown(SocketShutdown.Send);
            await up;
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // The client or the server left, or the test is over.
        }
    }

    private async Task<int> ReadPortAsync(NetworkStream client)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        return new Uri("tcp://" + head.ToString().Split(' ')[1]).Port;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, long left)
    {
        byte[] chunk = new byte[4096];
        for (int read = 1; read > 0 && left > 0; left -= read)
        {
            read = await from.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, left)), _stop.Token);
            await to.WriteAsync(chunk.AsMemory(0, read), _stop.Token);
        }
    }
}
