using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Tollama.FakeHub.Tests;

public sealed class HttpsTests : HubTest
{
    protected override HubServerOptions Options => new() { Https = true };

    [Fact]
    public async Task A_client_that_does_not_know_the_authority_refuses() =>
        (await Should.ThrowAsync<HttpRequestException>(() => GetAsync("/api/models/acme/wind"))).InnerException.ShouldBeOfType<AuthenticationException>();

    [Fact]
    public async Task A_client_that_knows_the_authority_gets_the_file_from_both_hosts()
    {
        using HttpClient client = Client(X509Certificate2.CreateFromPem(Hub.CertificateAuthorityPem));

        byte[] bytes = await client.GetByteArrayAsync(new Uri(Hub.Endpoint, "/acme/wind/resolve/main/model.safetensors"), Cancellation);

        bytes.ShouldBe(Weights);
        Hub.CdnEndpoint.Scheme.ShouldBe("https");
    }

    [Fact]
    public async Task A_proxy_carries_a_tunnel_when_it_knows_the_client()
    {
        await using ForwardProxy proxy = ForwardProxy.Start("user:word");
        WebProxy address = new(proxy.Endpoint) { Credentials = new NetworkCredential("user", "word") };
        using HttpClient client = Client(Hub.CertificateAuthority, address);

        await client.GetStringAsync(new Uri(Hub.Endpoint, "/api/models/acme/wind"), Cancellation);

        proxy.Requests[^1].ShouldBe(new ProxiedRequest("CONNECT", Hub.Endpoint.Authority, "Basic dXNlcjp3b3Jk", true));
    }

    private static HttpClient Client(X509Certificate2 authority, WebProxy? proxy = null)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, Proxy = proxy, UseProxy = proxy is not null });
    }
}
