using System.Net.Sockets;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>The first lines of a connection to a proxy.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The absolute address, or <c>host:port</c>.</param>
/// <param name="Headers">The header lines as they came.</param>
internal sealed record ProxyHead(string Method, string Target, IReadOnlyList<string> Headers)
{
    private const int MaxBytes = 64 * 1024;
    private static readonly string[] OwnHeaders = ["Proxy-Authorization", "Proxy-Connection", "Connection"];

    public string? Header(string name) =>
        Headers.FirstOrDefault(line => IsNamed(line, name))?[(name.Length + 1)..].Trim();

    /// <summary>The request as the server behind the proxy gets it; the connection is for one request.</summary>
    public byte[] ForServer()
    {
        IEnumerable<string> kept = Headers.Where(line => !OwnHeaders.Any(name => IsNamed(line, name)));
        return Encoding.Latin1.GetBytes($"{Method} {new Uri(Target).PathAndQuery} HTTP/1.1\r\n{string.Join("", kept.Select(line => line + "\r\n"))}Connection: close\r\n\r\n");
    }

    /// <summary>Reads up to the empty line and no byte further; <see langword="null"/> when the client left before.</summary>
    public static async Task<ProxyHead?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        List<byte> bytes = [];
        byte[] one = new byte[1];
        while (bytes.Count < MaxBytes && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            bytes.Add(one[0]);
            if (bytes is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                string[] lines = Encoding.Latin1.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                string[] first = lines[0].Split(' ');
                return new ProxyHead(first[0], first[1], lines[1..]);
            }
        }

        return null;
    }

    private static bool IsNamed(string line, string name) => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);
}
