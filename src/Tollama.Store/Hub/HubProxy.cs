using System.Net;
using Tollama.Core.Configuration;

namespace Tollama.Store;

/// <summary>The proxies of the environment: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>, in capitals or not.</summary>
/// <remarks>An item of <c>NO_PROXY</c> is a host and all hosts below it; a leading dot or <c>*.</c> changes nothing; <c>*</c> means every host.</remarks>
public sealed class HubProxy : IWebProxy
{
    private const string Everything = "*";

    private readonly ProxyAddress? _https;
    private readonly ProxyAddress? _http;
    private readonly IReadOnlyList<string> _direct;

    private HubProxy(ProxyAddress? https, ProxyAddress? http, IReadOnlyList<string> direct)
    {
        _https = https;
        _http = http;
        _direct = direct;
    }

    /// <summary>No proxy at all.</summary>
    public static HubProxy None { get; } = new(null, null, []);

    /// <summary>The proxies' credentials: to each those in its own address.</summary>
    public ICredentials? Credentials
    {
        get => field ??= new ProxyCredentials([.. new[] { _https, _http }.OfType<ProxyAddress>()]);
        set;
    }

    /// <summary>Reads the proxies of an environment; one that is not an address is left out with a warning.</summary>
    public static HubProxy Read(TollamaEnvironment environment, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(warnings);
        ProxyAddress? all = Address(environment, "ALL_PROXY", warnings);
        return new HubProxy(
            Address(environment, "HTTPS_PROXY", warnings) ?? all,
            Address(environment, "HTTP_PROXY", warnings) ?? all,
            [.. Items(environment, "NO_PROXY").Select(item => item == Everything ? item : item.TrimStart('*').TrimStart('.').Trim('[', ']'))]);
    }

    /// <inheritdoc />
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return IsBypassed(destination) ? null : For(destination)?.Address;
    }

    /// <inheritdoc />
    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return For(host) is null || _direct.Any(item => Covers(item, host.IdnHost));
    }

    /// <summary>True if a connection to this place is one to a proxy.</summary>
    internal bool IsProxy(DnsEndPoint place) => _https?.IsAt(place) == true || _http?.IsAt(place) == true;

    private ProxyAddress? For(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static bool Covers(string item, string host) =>
        item == Everything
        || string.Equals(item, host, StringComparison.OrdinalIgnoreCase)
        || (item.Length > 0 && host.EndsWith("." + item, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Items(TollamaEnvironment environment, string name) =>
        environment.List(name) is { Count: > 0 } items ? items : environment.List(name.ToLowerInvariant());

    private static ProxyAddress? Address(TollamaEnvironment environment, string name, ICollection<string> warnings)
    {
        if ((environment.Get(name) ?? environment.Get(name.ToLowerInvariant())) is not { } text)
        {
            return null;
        }

        string address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5")
        {
            return ProxyAddress.Of(proxy);
        }

        warnings.Add($"{name} is not the address of a proxy; write it like http://proxy:3128. Downloading without it.");
        return null;
    }
}
