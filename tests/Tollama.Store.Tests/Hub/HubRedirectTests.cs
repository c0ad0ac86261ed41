using System.Net;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>Redirects of a hub: followed where it may lead, refused elsewhere, and never with the token.</summary>
public sealed class HubRedirectTests
{
    [Theory]
    [InlineData("http://cdn.example/x", "not https")]
    [InlineData("ftp://cdn.example/x", "not https")]
    [InlineData("file:///etc/passwd", "not https")]
    [InlineData("http://10.0.0.1/x", "not https")]
    [InlineData("https://10.0.0.1/x", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "private")]
    [InlineData("https://192.168.0.1/x", "private")]
    [InlineData("https://[::1]/x", "private")]
    [InlineData("https://[fd00::1]/x", "private")]
    [InlineData("https://0.0.0.0/x", "private")]
    [InlineData("https://167772161/x", "private")]
    [InlineData("https://0xa.1/x", "private")]
    [InlineData("https://localhost/x", "private")]
    [InlineData("//169.254.169.254/x", "not https")]
    public async Task A_redirect_to_where_it_must_not_lead_is_refused_wherever_it_comes(string location, string reason)
    {
        foreach (Predicate<SeenRequest> when in (Predicate<SeenRequest>[])[When.Info, When.Tree, When.File("config.json"), When.Resolve("model.safetensors"), When.Cdn()])
        {
            await using HubStore hub = await HubStore.WithBoltAsync();
            FaultRule rule = hub.Hub.Inject(Fault.Redirect(location), when);
            TollamaException error = await RefusalAsync(hub);
            error.Code.ShouldBe(ErrorCode.HubUnavailable);
            error.Message.ShouldContain("was not followed");
            error.Message.ShouldContain(reason);
            rule.Hits.ShouldBeLessThanOrEqualTo(HubStore.Hasty.Connections, "it does not pass by asking again");
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_loop_is_left_after_five_hops(int status)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        FaultRule rule = hub.Hub.Inject(Fault.RedirectLoop with { Status = status }, When.Info);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("redirects more than 5 times");
        rule.Hits.ShouldBe(6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://[")]
    public async Task A_redirect_without_a_place_is_refused(string? location)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(Fault.Redirect(location), When.Resolve("config.json"));
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("no Location");
    }

    [Fact]
    public async Task A_repository_that_has_moved_is_found()
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.AddModel("other/name", HubStore.Bolt);
        hub.Hub.Move("amazon/chronos-bolt-tiny", "other/name");
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Installed().Manifest.Source.RepoId.ShouldBe("amazon/chronos-bolt-tiny", "what was asked for");
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_nowhere_else()
    {
        await using HubServer other = await HubServer.StartAsync(cancellationToken: HubStore.Cancellation);
        await using HubStore hub = await WithTokenAsync("hf_secret");
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Hub.Requests.Where(request => request.Kind != RequestKind.Cdn).ShouldAllBe(request => request.Token == "hf_secret");
        hub.Hub.Requests.Where(request => request.Kind == RequestKind.Cdn).ShouldAllBe(request => !request.HadAuthorization);
        hub.Hub.Requests.ShouldAllBe(request => !request.Target.Contains("hf_secret"));

        hub.Hub.Inject(Fault.Redirect(new Uri(other.Endpoint, "/api/models/amazon/chronos-bolt-tiny").AbsoluteUri, 307), When.Any);
        TollamaException error = await RefusalAsync(hub, new PullOptions { Force = true });
        error.Message.ShouldNotContain("hf_secret");
        other.Requests.ShouldNotBeEmpty("another port of this machine may be led to");
        other.Requests.ShouldAllBe(request => !request.HadAuthorization);
    }

    [Fact]
    public async Task A_file_store_that_leads_back_to_the_hub_gives_the_hub_its_token_again()
    {
        await using HubStore hub = await WithTokenAsync("hf_secret");
        string weights = $"/amazon/chronos-bolt-tiny/resolve/{hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha}/model.safetensors";
        hub.Hub.Inject(Fault.Redirect(new Uri(hub.Hub.Endpoint, weights).AbsoluteUri), When.Cdn(), times: 1);
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Hub.Requests.Where(request => request.Kind == RequestKind.Cdn).ShouldAllBe(request => !request.HadAuthorization);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.255.255.254")]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to(string host)
    {
        HubSocket socket = new(new HubOptions(), maxOpen: 1);
        PrivateAddressException error = await Should.ThrowAsync<PrivateAddressException>(
            async () => await socket.ConnectAsync(new DnsEndPoint(host, 9), HubStore.Cancellation));
        error.Message.ShouldContain(host);
    }

    private static async Task<HubStore> WithTokenAsync(string token)
    {
        HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.AddToken(token);
        hub.Options = hub.Options with { Token = token };
        hub.NewPuller();
        return hub;
    }

    private static async Task<TollamaException> RefusalAsync(HubStore hub, PullOptions? options = null) =>
        await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(options: options));
}
