using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class CancelTests : DaemonTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_ends_its_forecast_in_the_runner_and_frees_its_place(bool streams)
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_NUM_PARALLEL", "1"));
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        using CancellationTokenSource leaving = new();
        using StringContent body = new(streams ? gate.StreamBody : gate.Body(), Encoding.UTF8);
        Task left = raw.Http.PostAsync("api/forecast", body, leaving.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner got the forecast");

        await leaving.CancelAsync();

        await left;
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("canceled") == 1, "the runner stopped working on it");
        (await raw.PostAsync("api/forecast", Bodies.Whole("fake"))).ShouldBeSuccess();
        daemon.Home.CountInJournal("start").ShouldBe(1);
    }

    [Fact]
    public async Task A_full_queue_is_503_also_when_the_model_is_loaded_and_who_leaves_it_makes_room()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_NUM_PARALLEL", "1"), ("TOLLAMA_MAX_QUEUE", "1"));
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", """{"model":"fake"}""")).ShouldBeSuccess();
        Gate gate = new(daemon.Home);
        Task<Reply> working = raw.PostAsync("api/forecast", gate.Body());
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the first one is worked on");
        using CancellationTokenSource leaving = new();
        using StringContent body = new(gate.Body(), Encoding.UTF8);
        Task waiting = raw.Http.PostAsync("api/forecast", body, leaving.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        await Deadlines.UntilAsync(async () => await QueuedAsync(raw) == 1, "the second one waits");

        Reply refused = await raw.PostAsync("api/forecast", Bodies.Whole("fake"));
        refused.ShouldBeError(503, "QUEUE_FULL").Text("error").ShouldContain("server busy");
        int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBePositive();

        await leaving.CancelAsync();
        await waiting;
        await Deadlines.UntilAsync(async () => await QueuedAsync(raw) == 0, "the second one left the queue");
        Task<Reply> third = raw.PostAsync("api/forecast", Bodies.Whole("fake"));
        gate.Open();
        (await working).ShouldBeSuccess();
        (await third).ShouldBeSuccess();
        daemon.Home.CountInJournal("forecast").ShouldBe(2);
    }

    [Fact]
    public async Task A_forecast_that_takes_too_long_is_504_and_not_run_again()
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();

        // Loaded first: starting a process may take longer than the time that the forecast has.
        (await raw.PostAsync("api/load", """{"model":"fake"}""")).ShouldBeSuccess();
        JsonElement error = (await raw.PostAsync("api/forecast", Bodies.Fake("hang", ",\"timeout\":\"3s\""))).ShouldBeError(504, "TIMEOUT");

        error.Text("error").ShouldContain("3 s");
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("canceled") == 1, "the runner was told to stop");
        daemon.Home.CountInJournal("forecast").ShouldBe(1);
        daemon.Home.CountInJournal("start").ShouldBe(1);
        (await raw.PostAsync("api/forecast", Bodies.Whole("fake"))).ShouldBeSuccess();
    }

    [Fact]
    public async Task A_streamed_forecast_that_takes_too_long_ends_with_an_error_line()
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/load", """{"model":"fake"}""")).ShouldBeSuccess();
        string body = Bodies.Fake("hang", ",\"timeout\":\"3s\"").Replace("\"stream\":false", "\"stream\":true", StringComparison.Ordinal);

        Reply reply = await raw.PostAsync("api/forecast", body);

        reply.Status.ShouldBe(200);
        JsonElement last = reply.Lines[^1];
        last.Text("error").ShouldContain("cancelled");
        last.Text("code").ShouldBe("TIMEOUT");
        last.Text("request_id").ShouldBe(reply.Header("X-Request-ID"));
        reply.Lines.SkipLast(1).ShouldAllBe(line => !line.Has("error"));
    }

    [Fact]
    public async Task A_timeout_of_the_environment_holds_where_the_request_names_none()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_REQUEST_TIMEOUT", "200ms"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/load", """{"model":"fake"}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/forecast", Bodies.Fake("hang"))).ShouldBeError(504, "TIMEOUT");
    }

    private static async Task<int> QueuedAsync(RawClient raw) => (await raw.GetAsync("health/ready")).Json.GetProperty("queue").GetInt32();
}
