using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Tollama.Soak.Daemons;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Faults;

/// <summary>Many connections at once that want nothing good.</summary>
internal static class ConnectionFaults
{
    private const int Many = 150;

    private static readonly TimeSpan Resting = TimeSpan.FromMilliseconds(700);

    public static IReadOnlyList<Fault> All(DaemonUnderTest daemon) =>
    [
        new("many connections that say nothing", (_, token) => OpenAsync(daemon, "", token)),
        new("many connections with half a head", (random, token) => OpenAsync(daemon, "POST /v1/forecast HTTP/1.1\r\nHost: localhost\r\nX-Half: "[..random.Next(5, 50)], token)),
        new("many connections with half a body", (random, token) => OpenAsync(daemon, HalfBody(random), token)),
    ];

    private static string HalfBody(Random random)
    {
        string beginning = """{"model":"naive","horizon":3,"series":[{"id":"half","target":[""" + string.Concat(Enumerable.Range(0, random.Next(2000)).Select(number => number + ","));
        return string.Create(CultureInfo.InvariantCulture, $"POST /v1/forecast HTTP/1.1\r\nHost: localhost\r\nContent-Length: {beginning.Length + 1000}\r\n\r\n{beginning}");
    }

    private static async Task OpenAsync(DaemonUnderTest daemon, string text, CancellationToken token)
    {
        List<HttpConnection> connections = [];
        try
        {
            for (int i = 0; i < Many; i++)
            {
                HttpConnection connection = await HttpConnection.OpenAsync(daemon.Address, token);
                connections.Add(connection);
                await connection.SendAsync(Encoding.ASCII.GetBytes(text), token);
            }

            await Task.Delay(Resting, token);
        }
        catch (SocketException)
        {
            // Refused is fine, too.
        }
        finally
        {
            connections.ForEach(connection => connection.Reset());
        }
    }
}
