using System.Net.Sockets;
using System.Text;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>A request of which a test writes the bytes one by one, and need not write the last.</summary>
public sealed class RawSocket : IDisposable
{
    private readonly TcpClient _client = new();

    // Kept: a client that has closed one side does not count as connected, and gives its stream no more.
    private NetworkStream Stream => field ??= _client.GetStream();

    /// <summary>Connects and sends nothing.</summary>
    public static async Task<RawSocket> ConnectAsync(Uri address)
    {
        RawSocket socket = new();
        await socket._client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Connects and sends a head that promises a body, and the body's beginning.</summary>
    public static async Task<RawSocket> PostAsync(Uri address, string path, string type, string beginning, params string[] headers)
    {
        RawSocket socket = await ConnectAsync(address);
        string[] head =
            [$"POST {path} HTTP/1.1", $"Host: {address.Authority}", $"Content-Type: {type}", "Content-Length: 1000000", .. headers];
        await socket.Stream.WriteAsync(
            Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n" + beginning), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Sends a text.</summary>
    public Task SayAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    /// <summary>Connects and sends nothing, and sees the connection closed or reset.</summary>
    public static async Task ShouldBeRefusedAsync(Uri address)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadlines.Request);
        try
        {
            using RawSocket socket = await ConnectAsync(address);
            (await socket.Stream.ReadAsync(new byte[16], deadline.Token)).ShouldBe(0);
        }
        catch (Exception reset) when (reset is IOException or SocketException)
        {
            // Reset before or after the system had told us of the connection.
        }
    }

    /// <summary>What comes back, as far as the text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadlines.Request);
        StringBuilder read = new();
        byte[] buffer = new byte[4096];
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            int count = await Stream.ReadAsync(buffer, deadline.Token);
            if (count == 0)
            {
                break;
            }

            read.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return read.ToString();
    }

    /// <summary>Leaves without a good-bye.</summary>
    public void Dispose()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Dispose();
    }
}
