using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.FakeHub;

namespace Tollama.Store.Tests.Hub;

/// <summary>Whether certificates are checked is the operator's business, and the token goes to nobody who did not show one.</summary>
public sealed class HubInsecureTests
{
    private const string Token = "hf_member";

    private static readonly HubServerOptions Tls = new() { Https = true };

    private static readonly PullOptions Insecure = new() { Insecure = true };

    [Fact]
    public async Task A_request_cannot_ask_for_it_unless_the_operator_allows_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        hub.Options = hub.Options with { AllowInsecure = false };
        hub.NewPuller();
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(options: Insecure));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Hint.ShouldNotBeNull().ShouldContain("TOLLAMA_INSECURE_HUB");
        hub.Hub.Requests.ShouldBeEmpty();
        await hub.PullAsync("theta", Insecure); // Nothing is downloaded, so nothing is unchecked.
    }

    [Fact]
    public async Task An_unchecked_hub_gets_no_token()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        hub.Options = hub.Options with { Token = Token };
        hub.NewPuller();
        await hub.PullAsync(options: Insecure);
        hub.Hub.Requests.ShouldNotBeEmpty();
        hub.Hub.Requests.ShouldAllBe(request => !request.HadAuthorization);
        hub.Installed().Manifest.Origin!.Unchecked.ShouldBe(true);
    }

    [Fact]
    public async Task A_hub_that_insists_on_a_token_does_not_get_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(Tls);
        hub.Hub.AddToken(Token);
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Allow(Token).IsPrivate = true;
        hub.Options = hub.Options with { Token = Token };
        hub.NewPuller();
        (await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(options: Insecure))).Code.ShouldBe(ErrorCode.HubAccessDenied);
        hub.Hub.Requests.ShouldAllBe(request => !request.HadAuthorization);
    }

    [Fact]
    public async Task A_checked_pull_after_an_unchecked_one_compares_and_marks_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync(options: Insecure);
        hub.Installed().Manifest.Origin!.Unchecked.ShouldBe(true);
        await hub.PullAsync();
        hub.Installed().Manifest.Origin!.Unchecked.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_for_this_machine_does_not_go_through_a_proxy_in_the_clear()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await using ForwardProxy proxy = ForwardProxy.Start();
        List<string> warnings = [];
        hub.Options = hub.Options with
        {
            Token = Token,
            Proxy = HubProxy.Read(new TollamaEnvironment(new Dictionary<string, string> { ["HTTP_PROXY"] = proxy.Endpoint.AbsoluteUri }), warnings),
        };
        hub.NewPuller();
        await hub.PullAsync();
        hub.Hub.Requests.ShouldAllBe(request => !request.HadAuthorization);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    public void The_setting_is_read(string value, bool isAllowed) =>
        HubOptionsReader.Read(new TollamaEnvironment(new Dictionary<string, string> { ["TOLLAMA_INSECURE_HUB"] = value }), []).AllowInsecure.ShouldBe(isAllowed);
}
