using System.Globalization;
using System.Net;

namespace Tollama.Core.Configuration;

/// <summary>Where a daemon listens, in Ollama's grammar: <c>[scheme://]host[:port][/path]</c>.</summary>
/// <remarks>
/// Host and port may each be left out: <c>:11500</c>, <c>0.0.0.0</c>, <c>[::1]:80</c>. The port is 11434, or 80 and 443 where a scheme is given.
/// </remarks>
public sealed record HostAddress
{
    /// <summary>The port when none is given.</summary>
    public const int DefaultPort = 11434;

    /// <summary><c>127.0.0.1:11434</c>.</summary>
    public static HostAddress Default { get; } = new() { Host = "127.0.0.1", Port = DefaultPort };

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>A name or an address; IPv6 without brackets.</summary>
    public required string Host { get; init; }

    /// <summary>0 to 65535; 0 asks the system for a free port.</summary>
    public required int Port { get; init; }

    /// <summary>The path in front of all routes, with a leading slash; empty when there is none.</summary>
    public string Path { get; init; } = "";

    /// <summary>What was wrong with the text; <see langword="null"/> when it was fine. The default took its place.</summary>
    public string? Warning { get; init; }

    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>True for <c>0.0.0.0</c> and <c>::</c>.</summary>
    public bool IsAny => IPAddress.TryParse(Host, out IPAddress? address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    /// <summary>The address a client on this machine connects to: loopback where the daemon listens everywhere.</summary>
    public Uri ClientUri
    {
        get
        {
            string host = !IsAny ? Host : Host.Contains(':', StringComparison.Ordinal) ? "::1" : "127.0.0.1";
            return new Uri($"{Scheme}://{Bracketed(host)}:{Port.ToString(CultureInfo.InvariantCulture)}{Path}/");
        }
    }

    /// <summary>The address of <c>TOLLAMA_HOST</c>, or of <c>TOLLAMA_PORT</c> when that is not set.</summary>
    public static HostAddress FromEnvironment(TollamaEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Parse(environment.Get("TOLLAMA_HOST") ?? (environment.Get("TOLLAMA_PORT") is { } port ? ":" + port : null));
    }

    /// <summary>Reads an address; never fails: what cannot be read is replaced by the default and said in <see cref="Warning"/>.</summary>
    public static HostAddress Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Default;
        }

        string rest = text.Trim(' ', '"', '\'');
        string scheme = "http";
        int defaultPort = DefaultPort;
        int schemeEnd = rest.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd >= 0)
        {
            scheme = rest[..schemeEnd].ToLowerInvariant();
            rest = rest[(schemeEnd + 3)..];
            if (scheme is not ("http" or "https"))
            {
                return Default with { Warning = $"'{text}' has the scheme '{scheme}'; http and https are known. Using {Default}." };
            }

            defaultPort = scheme == "https" ? 443 : 80;
        }

        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        (string host, string? portText) = SplitPort(slash < 0 ? rest : rest[..slash]);
        HostAddress address = new() { Scheme = scheme, Host = host.Length == 0 ? Default.Host : host, Port = defaultPort, Path = path };
        if (portText is null)
        {
            return address;
        }

        return int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535
            ? address with { Port = port }
            : address with { Warning = $"'{portText}' in '{text}' is not a port (0 to 65535). Using port {defaultPort.ToString(CultureInfo.InvariantCulture)}." };
    }

    /// <summary>The address as it is written: <c>127.0.0.1:11434</c>.</summary>
    public override string ToString() =>
        (Scheme == "http" ? "" : Scheme + "://") + Bracketed(Host) + ":" + Port.ToString(CultureInfo.InvariantCulture) + Path;

    private static (string Host, string? Port) SplitPort(string text)
    {
        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']', StringComparison.Ordinal);
            if (end > 0)
            {
                string after = text[(end + 1)..];
                return (text[1..end], after.StartsWith(':') ? after[1..] : null);
            }
        }

        int colon = text.LastIndexOf(':');
        bool isBareIPv6 = colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) != colon;
        return colon < 0 || isBareIPv6 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
