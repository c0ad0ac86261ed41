using System.Globalization;
using System.Net;
using Tollama.Core.Text;

namespace Tollama.Core.Configuration;

/// <summary>Where a daemon listens, in Ollama's grammar: <c>[scheme://]host[:port][/path]</c>.</summary>
/// <remarks>
/// Host and port may each be left out: <c>:11500</c>, <c>0.0.0.0</c>, <c>[::1]:80</c>. The port is 11434, or 80 and 443 where a scheme is given.
/// </remarks>
public sealed record HostAddress
{
    private const string Variable = "TOLLAMA_HOST";

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
            return new Uri((this with { Host = host }).UriText);
        }
    }

    private string UriText => $"{Scheme}://{Bracketed(Host)}:{Port.ToString(CultureInfo.InvariantCulture)}{Path}/";

    /// <summary>The address of <c>TOLLAMA_HOST</c>, or of <c>TOLLAMA_PORT</c> when that is not set.</summary>
    /// <exception cref="SettingException">It is no address.</exception>
    public static HostAddress FromEnvironment(TollamaEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.Get(Variable) is { } host ? Parse(host)
            : environment.Get("TOLLAMA_PORT") is { } port ? Parse(":" + port, "TOLLAMA_PORT")
            : Default;
    }

    /// <summary>Reads an address; what is no address is never replaced by another one, at which somebody else may be.</summary>
    /// <param name="text">The text; nothing is <see cref="Default"/>.</param>
    /// <param name="source">What it was written in, for the error: a variable or an option.</param>
    /// <exception cref="SettingException">It is no address. The message does not repeat it: part of it may be a password.</exception>
    public static HostAddress Parse(string? text, string source = Variable)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Default;
        }

        string rest = text.Trim(' ', '"', '\'');
        if (rest.Contains('@', StringComparison.Ordinal))
        {
            throw new SettingException(
                $"{source} has a user name or a password in it, which tollama neither sends nor shows",
                "write it without what stands before the @; an API key is sent from TOLLAMA_API_KEY");
        }

        if (rest.Any(character => char.IsWhiteSpace(character) || VisibleText.IsHidden(character) || character is '?' or '#' or '\\'))
        {
            throw Fault(source, "has a character that no address has (a blank, a control character, ?, # or a backslash)");
        }

        (string scheme, int defaultPort, rest) = SplitScheme(rest, source);
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        (string host, string? portText) = SplitPort(slash < 0 ? rest : rest[..slash], source);
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown && !IPAddress.TryParse(host, out _))
        {
            throw Fault(source, "names a host that can be neither a name nor an address");
        }

        RefuseNumber(host, source);

        HostAddress address = new()
        {
            Scheme = scheme,
            Host = host.Length == 0 ? Default.Host : host,
            Port = portText is null ? defaultPort : PortOf(portText, source),
            Path = path,
        };
        return Uri.TryCreate(address.UriText, UriKind.Absolute, out _) ? address : throw Fault(source, "is no address");
    }

    /// <summary>The address as it is written: <c>127.0.0.1:11434</c>.</summary>
    public override string ToString() =>
        (Scheme == "http" ? "" : Scheme + "://") + Bracketed(Host) + ":" + Port.ToString(CultureInfo.InvariantCulture) + Path;

    private static (string Scheme, int DefaultPort, string Remainder) SplitScheme(string text, string source)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        return end < 0
            ? ("http", DefaultPort, text)
            : text[..end].ToLowerInvariant() switch
            {
                "http" => ("http", 80, text[(end + 3)..]),
                "https" => ("https", 443, text[(end + 3)..]),
                _ => throw Fault(source, "has a scheme other than http and https"),
            };
    }

    private static (string Host, string? Port) SplitPort(string text, string source)
    {
        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']', StringComparison.Ordinal);
            string host = end < 0 ? "" : text[1..end];
            string after = end < 0 ? "" : text[(end + 1)..];
            return host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out _) && (after.Length == 0 || after.StartsWith(':'))
                ? (host, after.Length == 0 ? null : after[1..])
                : throw Fault(source, "has brackets without an IPv6 address in them, or something behind them that is no port");
        }

        int colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return (text, null);
        }

        if (text.IndexOf(':', StringComparison.Ordinal) == colon)
        {
            return (text[..colon], text[(colon + 1)..]);
        }

        return IPAddress.TryParse(text, out _) ? (text, null) : throw Fault(source, "has several colons and is no IPv6 address");
    }

    // What takes addresses takes more than those: 23456 for 0.0.91.160, 1.2.3 for 1.2.0.3, 0x7f.1 for 127.0.0.1. Whoever writes such a thing means something else.
    private static void RefuseNumber(string host, string source)
    {
        string last = host.TrimEnd('.')[(host.TrimEnd('.').LastIndexOf('.') + 1)..];
        bool endsInNumber = last.Length > 0 && (last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
        if (!endsInNumber || host.Contains(':', StringComparison.Ordinal) || (IPAddress.TryParse(host, out IPAddress? address) && address.ToString() == host))
        {
            return;
        }

        throw int.TryParse(host, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535
            ? new SettingException($"{source} is the number {port}, which is no host", $"write :{port} if it is a port, or host:{port}")
            : Fault(source, "names a host that is a number and no address of four");
    }

    private static int PortOf(string text, string source)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
        {
            return port;
        }

        // Only digits are shown: behind a colon may stand a password.
        string seen = text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) ? $"the port {text}" : "a port that is no number";
        throw Fault(source, $"has {seen}; ports are 0 to 65535");
    }

    private static SettingException Fault(string source, string what) =>
        new($"{source} {what}", source == "TOLLAMA_PORT" ? "write a port, e.g. 11434" : "write host:port, e.g. 127.0.0.1:11434, [::1]:11434 or https://example.org");

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
