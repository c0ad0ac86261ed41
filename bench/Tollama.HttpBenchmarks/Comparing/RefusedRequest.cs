using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>A request on a connection of its own that listens while it still sends.</summary>
/// <remarks>A server may refuse before it has read the whole body.</remarks>
internal static class RefusedRequest
{
    /// <summary>The time until the first bytes of the 503.</summary>
    /// <exception cref="IOException">The answer was another one.</exception>
    internal static async Task<TimeSpan> SendAsync(int port, byte[] body)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /v1/forecast HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        byte[] answer = new byte[1 << 14];
        long started = Stopwatch.GetTimestamp();
        Task sending = SendAsync(socket, [.. Encoding.ASCII.GetBytes(head), .. body]);
        int read = await socket.ReceiveAsync(answer);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        await sending;
        string text = Encoding.UTF8.GetString(answer, 0, read);
        return text.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) ? elapsed : throw new IOException($"not refused: {text}");
    }

    private static async Task SendAsync(Socket socket, byte[] request)
    {
        try
        {
            for (int sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent));
            }
        }
        catch (SocketException)
        {
            // The server has answered and reads no further.
        }
    }
}
