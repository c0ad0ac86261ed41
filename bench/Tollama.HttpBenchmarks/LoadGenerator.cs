using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>Sends one request over and over on a number of connections, over plain sockets so that little of the machine goes to the client.</summary>
internal static class LoadGenerator
{
    internal static async Task<LoadResult> RunAsync(int port, string path, byte[] body, int connections, TimeSpan duration)
    {
        byte[] request = RequestOf(path, body);
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        List<long>[] latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => DriveAsync(port, request, now => now < end))));
        long[] all = [.. latencies.SelectMany(one => one).Order()];
        return new LoadResult(all.Length / duration.TotalSeconds, Microseconds(all, 0.5), Microseconds(all, 0.99));
    }

    /// <summary>Sends so many requests, however long that takes.</summary>
    internal static async Task RunManyAsync(int port, string path, byte[] body, int connections, int count)
    {
        byte[] request = RequestOf(path, body);
        int left = count;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => DriveAsync(port, request, _ => Interlocked.Decrement(ref left) >= connections))));
    }

    private static byte[] RequestOf(string path, byte[] body)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static double Microseconds(long[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;

    private static async Task<List<long>> DriveAsync(int port, byte[] request, Func<long, bool> goesOn)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        byte[] buffer = new byte[1 << 18];
        List<long> latencies = new(1 << 14);
        long now = Stopwatch.GetTimestamp();
        do
        {
            for (int sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent));
            }

            await ReceiveAsync(socket, buffer);
            long after = Stopwatch.GetTimestamp();
            latencies.Add(after - now);
            now = after;
        }
        while (goesOn(now));

        return latencies;
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer)
    {
        int length = 0;
        int expected = -1;
        while (expected < 0 || length < expected)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("the server closed the connection");
            expected = expected < 0 ? ExpectedLength(buffer.AsSpan(0, length)) : expected;
        }
    }

    private static int ExpectedLength(ReadOnlySpan<byte> received)
    {
        int headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> head = received[..headEnd];
        if (!head.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.UTF8.GetString(received));
        }

        ReadOnlySpan<byte> field = "Content-Length: "u8;
        ReadOnlySpan<byte> value = head[(head.IndexOf(field) + field.Length)..];
        int valueEnd = value.IndexOf((byte)'\r');
        return headEnd + 4 + int.Parse(valueEnd < 0 ? value : value[..valueEnd], CultureInfo.InvariantCulture);
    }
}
