using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>A listing in pages: all of them are read, from the same host, and an endless one is left.</summary>
public sealed class HubPagesTests
{
    [Fact]
    public async Task A_long_listing_is_read_page_by_page()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(new HubServerOptions { PageSize = 50 });
        ServedRepository repository = hub.Hub.AddRepository("amazon/chronos-bolt-tiny");
        for (int index = 0; index < 5000; index++)
        {
            repository.Add($"f{index}.txt", "");
        }

        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Hub.Requests.Count(When.Tree.Invoke).ShouldBe(101);
    }

    [Fact]
    public async Task A_listing_without_end_is_left()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        string commit = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha;
        NextPageIs(hub, $"/api/models/amazon/chronos-bolt-tiny/tree/{commit}?recursive=true");
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("no end");
        hub.Hub.Requests.Count(When.Tree.Invoke).ShouldBeLessThanOrEqualTo(1001);
    }

    [Theory]
    [InlineData("https://elsewhere.example/api/models/x/tree/main")]
    [InlineData("//elsewhere.example/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("file:///etc/passwd")]
    public async Task A_next_page_on_another_host_is_not_asked_for(string address)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        NextPageIs(hub, address);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("another host");
        hub.Hub.Requests.Count(When.Tree.Invoke).ShouldBe(1);
    }

    [Theory]
    [InlineData("<>; rel=\"next\"")]
    [InlineData("</x>; rel=\"prev\"")]
    [InlineData("nonsense")]
    [InlineData("<http://[>; rel=next")]
    public async Task A_link_that_leads_to_no_next_page_is_passed_over(string link)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { Headers = new Dictionary<string, string> { ["Link"] = link } }, When.Tree);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    private static void NextPageIs(HubStore hub, string address) =>
        hub.Hub.Inject(new Fault { Headers = new Dictionary<string, string> { ["Link"] = $"<{address}>; rel=\"next\"" } }, When.Tree);

    private static async Task<TollamaException> RefusalAsync(HubStore hub) =>
        await Should.ThrowAsync<TollamaException>(() => hub.PullAsync());
}
