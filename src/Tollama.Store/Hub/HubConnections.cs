using System.Net;

namespace Tollama.Store;

/// <summary>The HTTP clients towards a hub: one that checks certificates, one that does not. Opens nothing while offline.</summary>
internal sealed class HubConnections : IDisposable
{
    private readonly HubSocket _socket;
    private readonly Lazy<HttpClient> _checked;
    private readonly Lazy<HttpClient> _unchecked;

    public HubConnections(HubOptions options, DownloadPolicy policy)
    {
        // Files come from other hosts than the hub itself, and either client may be in use: twice what one host may have, for all of them.
        _socket = new HubSocket(options, 2 * policy.ConnectionsPerHost(options.MaxPulls));
        _checked = new(() => Create(options, policy, insecure: false));
        _unchecked = new(() => Create(options, policy, insecure: true));
    }

    public HttpClient Get(bool insecure) => insecure ? _unchecked.Value : _checked.Value;

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in (Lazy<HttpClient>[])[_checked, _unchecked])
        {
            if (client.IsValueCreated)
            {
                client.Value.Dispose();
            }
        }
    }

    private HttpClient Create(HubOptions options, DownloadPolicy policy, bool insecure)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = _socket.ConnectAsync,
            ConnectTimeout = policy.ConnectTimeout,
            DefaultProxyCredentials = options.Proxy.Credentials,
            MaxConnectionsPerServer = policy.ConnectionsPerHost(options.MaxPulls),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = options.Proxy,
            SslOptions = insecure ? HubTrust.Unchecked() : HubTrust.Read(options).Checked(),
            UseCookies = false,
            UseProxy = true,
        };
        HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.TryParseAdd(options.UserAgent);
        return client;
    }
}
