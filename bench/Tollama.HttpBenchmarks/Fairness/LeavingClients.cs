using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollama.HttpBenchmarks.Fairness;

/// <summary>Clients that send a request and leave while it is computed.</summary>
internal static class LeavingClients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    /// <summary>Sends and leaves, so many at a time.</summary>
    internal static Task RunAsync(int port, int count, int atOnce)
    {
        byte[] request = Request();
        return Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, token) =>
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), token);
            await socket.SendAsync(request, token);
            await Task.Delay(Patience, token);
        });
    }

    private static byte[] Request()
    {
        Random random = new(1);
        IEnumerable<string> series = Enumerable.Range(0, 30).Select(index =>
        {
            IEnumerable<string> values =
                Enumerable.Range(0, 300).Select(t => (100 + (10 * Math.Sin(t * Math.PI / 6)) + random.NextDouble()).ToString("F2", CultureInfo.InvariantCulture));
            return $$"""{"id":"s{{index}}","freq":"MS","target":[{{string.Join(',', values)}}]}""";
        });
        string body = $$"""{"model":"auto","horizon":12,"stream":false,"series":[{{string.Join(',', series)}}]}""";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /v1/forecast HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }
}
