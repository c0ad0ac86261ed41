using System.Net;
using Tollama.Core.Configuration;

namespace Tollama.Store;

/// <summary>The proxies of the environment: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>, in capitals or not.</summary>
/// <remarks>An item of <c>NO_PROXY</c> is a host and all hosts below it; a leading dot or <c>*.</c> changes nothing; <c>*</c> means every host.</remarks>
public sealed class HubProxy : IWebProxy
{
    private readonly Uri? _https;
    private readonly Uri? _http;
    private readonly IReadOnlyList<string> _direct;

    private HubProxy(Uri? https, Uri? http, IReadOnlyList<string> direct)
    {
        _https = https;
        _http = http;
        _direct = direct;
    }

    /// <summary>No proxy at all.</summary>
    public static HubProxy None { get; } = new(null, null, []);

    /// <summary>The proxies' credentials: those in their addresses.</summary>
    public ICredentials? Credentials
    {
        get => field ??= CredentialsOf(_https ?? _http);
        set;
    }

    /// <summary>Reads the proxies of an environment; one that is not an address is left out with a warning.</summary>
    public static HubProxy Read(TollamaEnvironment environment, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(warnings);
        Uri? all = Address(environment, "ALL_PROXY", warnings);
        return new HubProxy(
            Address(environment, "HTTPS_PROXY", warnings) ?? all,
            Address(environment, "HTTP_PROXY", warnings) ?? all,
            [.. Items(environment, "NO_PROXY").Select(item => item.TrimStart('*').TrimStart('.'))]);
    }

    /// <inheritdoc />
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return IsBypassed(destination) ? null : destination.Scheme == Uri.UriSchemeHttps ? _https : _http;
    }

    /// <inheritdoc />
    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return (host.Scheme == Uri.UriSchemeHttps ? _https : _http) is null || _direct.Any(item => Covers(item, host.IdnHost));
    }

    /// <summary>True if a connection to this place is one to a proxy.</summary>
    internal bool IsProxy(DnsEndPoint place) => IsAt(_https, place) || IsAt(_http, place);

    private static bool IsAt(Uri? proxy, DnsEndPoint place) =>
        proxy is not null && proxy.Port == place.Port && string.Equals(proxy.IdnHost, place.Host, StringComparison.OrdinalIgnoreCase);

    private static bool Covers(string item, string host) =>
        item.Length == 0
        || string.Equals(item, host, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + item, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Items(TollamaEnvironment environment, string name) =>
        environment.List(name) is { Count: > 0 } items ? items : environment.List(name.ToLowerInvariant());

    private static Uri? Address(TollamaEnvironment environment, string name, ICollection<string> warnings)
    {
        if ((environment.Get(name) ?? environment.Get(name.ToLowerInvariant())) is not { } text)
        {
            return null;
        }

        string address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5")
        {
            return proxy;
        }

        warnings.Add($"{name} is not the address of a proxy; write it like http://proxy:3128. Downloading without it.");
        return null;
    }

    private static NetworkCredential? CredentialsOf(Uri? proxy)
    {
        if (proxy is null || proxy.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
