using System.Net;

namespace Tollama.FakeHub.Tests;

public sealed class ForwardProxyTests : HubTest
{
    [Fact]
    public async Task A_plain_request_goes_through_with_its_whole_address()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        using HttpClient client = new(new SocketsHttpHandler { Proxy = new WebProxy(proxy.Endpoint) });

        byte[] bytes = await client.GetByteArrayAsync(new Uri(Hub.Endpoint, "/acme/wind/resolve/main/model.safetensors"), Cancellation);

        bytes.ShouldBe(Weights);
        proxy.Requests.Select(request => new Uri(request.Target).Port).ShouldBe([Hub.Endpoint.Port, Hub.CdnEndpoint.Port]);
    }

    [Fact]
    public async Task A_client_without_credentials_gets_no_further()
    {
        await using ForwardProxy proxy = ForwardProxy.Start("user:word");
        using HttpClient client = new(new SocketsHttpHandler { Proxy = new WebProxy(proxy.Endpoint) });

        using HttpResponseMessage response = await client.GetAsync(new Uri(Hub.Endpoint, "/api/models/acme/wind"), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.ProxyAuthenticationRequired);
        proxy.Requests.ShouldAllBe(request => !request.Accepted);
        Hub.Requests.ShouldBeEmpty();
    }
}
