using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.FakeHub;
using Gate = Tollama.FakeHub.Gate;

namespace Tollama.EndToEnd.Tests.Hub;

public sealed class ManyPullsTests : HubDaemonTest
{
    private const int Waiting = 64;

    [Fact]
    public async Task Pulls_from_a_hub_that_hangs_leave_everybody_else_served()
    {
        Gate hold = new();
        Hub.Inject(new Fault { Hold = hold }, When.Any);
        DaemonProcess daemon = await StartWithHubAsync(null, ("TOLLAMA_MAX_PULLS", "1"));
        using RawClient raw = daemon.Connect();

        // One downloads, the rest of the line waits, and one is too many.
        List<Task<Reply>> pulls = [.. Enumerable.Range(0, 1 + Waiting + 1).Select(
            number => raw.PostAsync("api/pull", $$"""{"model":"hf.co/some/model-{{number}}"}"""))];
        Task<Reply> refused = await Task.WhenAny(pulls);
        (await refused).ShouldBeError(503, "QUEUE_FULL").Text("hint").ShouldContain("TOLLAMA_MAX_PULLS");
        (await refused).Header("Retry-After").ShouldNotBeNull();
        pulls.Remove(refused);

        (await raw.PostAsync("api/pull", """{"model":"naive","stream":false}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/forecast", Bodies.Whole("naive"))).ShouldBeSuccess();
        Hub.Requests.Count.ShouldBe(1);
        pulls.ShouldAllBe(pull => !pull.IsCompleted);

        hold.Open();
        foreach (Reply reply in await Task.WhenAll(pulls))
        {
            reply.Lines[^1].Text("code").ShouldBe("HUB_ACCESS_DENIED");
            reply.Lines.SkipLast(1).ShouldAllBe(line => line.Text("status") == "waiting for other pulls");
        }
    }
}
