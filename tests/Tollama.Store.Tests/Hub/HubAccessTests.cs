using System.Net;
using System.Net.Sockets;
using System.Text;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>Who may pull what, and by which way: tokens, certificates, proxies, and no way at all.</summary>
public sealed class HubAccessTests : IDisposable
{
    private static readonly HubServerOptions Tls = new() { Https = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-access-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, ErrorCode.HubAccessDenied)]
    [InlineData("hf_nobody", ErrorCode.HubAccessDenied)]
    [InlineData("hf_stranger", ErrorCode.ModelNotFound)] // To whom it knows the hub says that there is no such repository.
    public async Task A_private_repository_is_for_those_who_may_read_it(string? token, ErrorCode code)
    {
        await using HubStore hub = await WithTokensAsync(token);
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Allow("hf_member").IsPrivate = true;
        await DeniedAsync(hub, code);
    }

    [Theory]
    [InlineData(null, "terms must be accepted")]
    [InlineData("hf_nobody", "401")]
    [InlineData("hf_stranger", "403")]
    public async Task A_gated_repository_is_for_those_who_accepted_its_terms(string? token, string reason)
    {
        await using HubStore hub = await WithTokensAsync(token);
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Allow("hf_member").Gated = "manual";
        (await DeniedAsync(hub, ErrorCode.HubAccessDenied)).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Who_may_read_it_pulls_it()
    {
        await using HubStore hub = await WithTokensAsync("hf_member");
        ServedRepository repository = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Allow("hf_member");
        repository.IsPrivate = true;
        await hub.PullAsync();
        hub.ShouldBeWhole();
        (repository.IsPrivate, repository.Gated) = (false, "auto");
        repository.Add("README.md", "new");
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_told()
    {
        await using HubStore hub = await WithTokensAsync("hf_nobody");
        (await DeniedAsync(hub, ErrorCode.HubAccessDenied)).Message.ShouldContain("Invalid credentials");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("the certificate of 127.0.0.1 is not trusted");
        error.Hint.ShouldNotBeNull().ShouldContain("SSL_CERT_FILE");
        error.Hint.ShouldContain("--insecure");
        hub.Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_authority_in_the_users_file_vouches_for_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        Trust(hub, hub.Hub.CertificateAuthorityPem);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Another_authority_does_not()
    {
        await using HubServer other = await HubServer.StartAsync(Tls, HubStore.Cancellation);
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        Trust(hub, other.CertificateAuthorityPem);
        (await RefusalAsync(hub)).Message.ShouldContain("not trusted");
        Trust(hub, other.CertificateAuthorityPem + "\n" + hub.Hub.CertificateAuthorityPem);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task The_check_can_be_waived_for_one_pull()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        await hub.PullAsync(options: new PullOptions { Insecure = true });
        hub.ShouldBeWhole();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Add("README.md", "new");
        (await RefusalAsync(hub)).Message.ShouldContain("not trusted", customMessage: "another pull is checked again");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no PEM at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    public async Task A_file_without_authorities_is_told(string? content)
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        Trust(hub, content);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain($"SSL_CERT_FILE='{hub.Options.CertificateFile}'");
        error.Hint.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_that_does_not_speak_https_is_told()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Options = hub.Options with { Endpoint = new UriBuilder(hub.Hub.Endpoint) { Scheme = "https" }.Uri };
        hub.NewPuller();
        (await RefusalAsync(hub)).Code.ShouldBe(ErrorCode.HubUnavailable);
    }

    [Fact]
    public async Task Over_https_too_a_connection_that_breaks_off_is_the_hubs_fault_and_not_the_disks()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        hub.Policy = HubStore.Hasty with { MaxAttempts = 8 }; // A reset may take what came with it, so all of these may fall on one part.
        Trust(hub, hub.Hub.CertificateAuthorityPem);
        hub.Hub.Inject(new Fault { CloseAfter = 10_001 }, When.Cdn(), times: 4);
        hub.Hub.Inject(new Fault { Cut = true }, When.Cdn(), times: 2);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1500)]
    [InlineData(9000)]
    public async Task A_connection_that_ends_in_the_midst_of_a_tls_record_is_the_hubs_fault_and_not_the_disks(int bytes)
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        Trust(hub, hub.Hub.CertificateAuthorityPem);
        await using CuttingProxy proxy = CuttingProxy.Start(hub.Hub.CdnEndpoint.Port, bytes);
        Use(hub, new() { ["HTTPS_PROXY"] = proxy.Endpoint.AbsoluteUri });
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable, error.Message);
        error.Message.ShouldContain("(3 tries)");
    }

    [Fact]
    public async Task Http_goes_through_its_proxy()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        await using HubStore hub = await HubStore.WithBoltAsync();
        Use(hub, new() { ["HTTP_PROXY"] = proxy.Endpoint.AbsoluteUri, ["HTTPS_PROXY"] = "http://127.0.0.1:1" });
        await hub.PullAsync();
        hub.ShouldBeWhole();
        proxy.Requests.Count.ShouldBe(hub.Hub.Requests.Count);
        proxy.Requests.ShouldAllBe(request => request.Method == "GET" && request.Target.StartsWith("http://127.0.0.1"));
    }

    [Fact]
    public async Task Https_goes_through_a_tunnel_of_its_proxy()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        Trust(hub, hub.Hub.CertificateAuthorityPem);
        Use(hub, new() { ["HTTPS_PROXY"] = proxy.Endpoint.Authority, ["HTTP_PROXY"] = "http://127.0.0.1:1" });
        await hub.PullAsync();
        hub.ShouldBeWhole();
        proxy.Requests.ShouldAllBe(request => request.Method == "CONNECT");
        proxy.Requests.Select(request => request.Target).Distinct().Order().ShouldBe(new[] { hub.Hub.Endpoint.Authority, hub.Hub.CdnEndpoint.Authority }.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_gets_the_credentials_in_its_address(bool isHttps)
    {
        await using ForwardProxy proxy = ForwardProxy.Start("me:p@ss word");
        await using HubStore hub = await HubStore.WithBoltAsync(new HubServerOptions { Https = isHttps });
        Trust(hub, isHttps ? hub.Hub.CertificateAuthorityPem : null);
        Use(hub, new() { ["ALL_PROXY"] = $"http://me:p%40ss%20word@{proxy.Endpoint.Authority}" });
        await hub.PullAsync();
        hub.ShouldBeWhole();
        proxy.Requests.ShouldContain(request => request.Accepted);
        hub.Hub.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Proxy-Authorization"));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "me:wr0ng@")]
    [InlineData(true, "me:wr0ng@")]
    public async Task A_proxy_that_refuses_the_credentials_is_told_without_them(bool isHttps, string credentials)
    {
        await using ForwardProxy proxy = ForwardProxy.Start("me:right");
        await using HubStore hub = await HubStore.WithBoltAsync(new HubServerOptions { Https = isHttps });
        Trust(hub, isHttps ? hub.Hub.CertificateAuthorityPem : null);
        Use(hub, new() { ["ALL_PROXY"] = $"http://{credentials}{proxy.Endpoint.Authority}" });
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("the proxy wants a user and a password");
        error.Message.ShouldContain("407");
        error.ToString().ShouldNotContain("wr0ng");
        error.Hint.ShouldNotBeNull().ShouldContain("HTTPS_PROXY");
        proxy.Requests.Count.ShouldBeLessThanOrEqualTo(2, "it does not pass by asking again");
        hub.Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_needs_no_proxy_is_reached_without_it()
    {
        await using ForwardProxy proxy = ForwardProxy.Start();
        await using HubStore hub = await HubStore.WithBoltAsync();
        Use(hub, new() { ["HTTP_PROXY"] = proxy.Endpoint.AbsoluteUri, ["NO_PROXY"] = "example.com,127.0.0.1" });
        await hub.PullAsync();
        hub.ShouldBeWhole();
        proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_told()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using HubStore hub = await HubStore.WithBoltAsync();
        Use(hub, new() { ["HTTP_PROXY"] = $"http://me:word@127.0.0.1:{port}" });
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Hint.ShouldNotBeNull().ShouldContain("proxy");
        error.ToString().ShouldNotContain("word@");
    }

    [Fact]
    public async Task Offline_opens_no_socket()
    {
        using TcpListener everything = new(IPAddress.Loopback, 0);
        everything.Start();
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        hub.Options = hub.Options with { Offline = true, Endpoint = new Uri($"http://{everything.LocalEndpoint}"), CertificateFile = "/nowhere.pem" };
        Use(hub, new() { ["ALL_PROXY"] = $"http://{everything.LocalEndpoint}" });
        foreach (PullOptions options in (PullOptions[])[new() { Force = true }, new() { Force = true, Insecure = true }])
        {
            TollamaException error = await RefusalAsync(hub, options);
            error.Code.ShouldBe(ErrorCode.Offline);
            error.Hint.ShouldNotBeNull().ShouldContain("TOLLAMA_OFFLINE");
        }

        // What is here whole needs nobody.
        await hub.PullAsync();
        (await hub.Puller.OutdatedAsync(HubStore.Cancellation)).ShouldHaveSingleItem().Error.ShouldNotBeNull();
        everything.Pending().ShouldBeFalse();
        hub.ShouldBeWhole();
    }

    private static async Task<HubStore> WithTokensAsync(string? token)
    {
        HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.AddToken("hf_member");
        hub.Hub.AddToken("hf_stranger");
        hub.Options = hub.Options with { Token = token };
        hub.NewPuller();
        return hub;
    }

    private static void Use(HubStore hub, Dictionary<string, string> proxies)
    {
        hub.Options = hub.Options with { Proxy = HubProxy.Read(new TollamaEnvironment(proxies), []) };
        hub.NewPuller();
    }

    private void Trust(HubStore hub, string? authorities)
    {
        string file = Path.Combine(_folder.FullName, "authorities.pem");
        if (authorities is not null)
        {
            File.WriteAllText(file, authorities, Encoding.ASCII);
        }

        hub.Options = hub.Options with { CertificateFile = authorities is null && hub.Hub.Endpoint.Scheme == "http" ? null : file };
        hub.NewPuller();
    }

    private static async Task<TollamaException> DeniedAsync(HubStore hub, ErrorCode code)
    {
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(code);
        error.Hint.ShouldNotBeNull().ShouldContain("TOLLAMA_HF_TOKEN");
        error.ToString().ShouldNotContain("hf_");
        hub.Hub.Requests.ShouldNotContain(request => request.Kind == RequestKind.Cdn);
        hub.BlobFiles().ShouldBeEmpty();
        return error;
    }

    private static async Task<TollamaException> RefusalAsync(HubStore hub, PullOptions? options = null) =>
        await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(options: options));
}
