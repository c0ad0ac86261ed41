using System.Net;

namespace Tollama.Store;

/// <summary>Gives to each proxy the credentials that stand in its own address.</summary>
internal sealed class ProxyCredentials(IReadOnlyList<ProxyAddress> proxies) : ICredentials
{
    public NetworkCredential? GetCredential(Uri uri, string authType) => proxies.FirstOrDefault(proxy => proxy.Is(uri))?.Credential;
}
