using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Scheduling;

/// <summary>What the daemon works on is seen, and can be stopped.</summary>
public sealed class RunningRequestsTests : DaemonTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_is_stopped_ends_in_its_runner_and_its_client_is_told(bool streams)
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> running = raw.PostAsync("api/forecast", streams ? gate.StreamBody : gate.Body(), "application/json", ("X-Request-ID", "slow"));
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner works on it");

        JsonElement row = (await raw.GetAsync("api/requests")).Json.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem();
        (row.Text("id"), row.Text("operation"), row.Text("model"), row.Text("state")).ShouldBe(("slow", "forecast", "fake", "running"));
        row.Text("client").ShouldStartWith("127.0.0.1:");
        (await raw.DeleteAsync("api/requests/slow")).Json.GetProperty("requests").GetArrayLength().ShouldBe(1);

        Reply reply = await running;
        JsonElement error = streams ? reply.Lines[^1] : reply.ShouldBeError(499, "CANCELED");
        error.Text("error").ShouldContain("'slow' was stopped");
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("canceled") == 1, "the runner stopped working on it");
        await Deadlines.UntilAsync(
            async () => (await raw.GetAsync("api/requests")).Json.GetProperty("requests").GetArrayLength() == 0, "nothing runs any more");
        (await raw.PostAsync("api/forecast", Bodies.Whole("fake"))).ShouldBeSuccess();
        daemon.Home.CountInJournal("start").ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_is_not_there_is_404()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.DeleteAsync("api/requests/r999")).ShouldBeError(404, "REQUEST_NOT_FOUND");
    }

    [Fact]
    public async Task With_keys_everybody_stops_the_own_requests_and_an_operator_those_of_all()
    {
        DaemonProcess daemon = await StartAsync(
            new TestHome().WithFakeRunner([]), ("TOLLAMA_API_KEYS", "mine,other"), ("TOLLAMA_OPERATOR_KEYS", "chief"));
        using RawClient mine = daemon.Connect("mine");
        using RawClient other = daemon.Connect("other");
        using RawClient chief = daemon.Connect("chief");
        (await chief.PostAsync("api/pull", """{"model":"fake","stream":false}""")).ShouldBeSuccess();
        Gate gate = new(daemon.Home);
        Task<Reply> running = mine.PostAsync("api/forecast", gate.Body(), "application/json", ("X-Request-ID", "mine-1"));
        await Deadlines.UntilAsync(async () => await CountAsync(mine) == 1, "it is seen by its own client");

        (await CountAsync(other)).ShouldBe(0);
        (await other.DeleteAsync("api/requests/mine-1")).ShouldBeError(404, "REQUEST_NOT_FOUND");
        (await CountAsync(chief)).ShouldBe(1);
        (await chief.DeleteAsync("api/requests/mine-1")).Status.ShouldBe(200);

        (await running).ShouldBeError(499, "CANCELED");
    }

    private static async Task<int> CountAsync(RawClient raw) => (await raw.GetAsync("api/requests")).Json.GetProperty("requests").GetArrayLength();
}
