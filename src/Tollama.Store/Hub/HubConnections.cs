using System.Net;

namespace Tollama.Store;

/// <summary>The HTTP clients towards a hub: one that checks certificates, one that does not. Opens nothing while offline.</summary>
internal sealed class HubConnections(HubOptions options, DownloadPolicy policy) : IDisposable
{
    private readonly Lazy<HttpClient> _checked = new(() => Create(options, policy, insecure: false));
    private readonly Lazy<HttpClient> _unchecked = new(() => Create(options, policy, insecure: true));

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

    private static HttpClient Create(HubOptions options, DownloadPolicy policy, bool insecure)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = new HubSocket(options).ConnectAsync,
            ConnectTimeout = policy.ConnectTimeout,
            DefaultProxyCredentials = options.Proxy.Credentials,
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
