using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Backtests by daemons of their own: on a fresh home, stopped in the middle, too large.</summary>
public sealed class BacktestProcessTests : DaemonTest
{
    private const string Series = """{"id":"a","freq":"D","start":"2025-01-01","target":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]}""";

    [Fact]
    public async Task On_a_fresh_home_sensible_models_are_compared_without_a_pull()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        JsonElement answer = (await raw.PostAsync("api/backtest", $$"""{"horizon":2,"series":[{{Series}}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("table").EnumerateArray().Select(row => row.Text("model"))
            .ShouldBe(["auto", "auto:fast", "auto-ets", "theta", "seasonal-naive"], ignoreOrder: true);
        answer.Has("recommendation").ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backtest_that_is_stopped_ends_in_its_runner(bool streams)
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();
        string gate = daemon.Home.PathOf("gate");
        string body = $$"""{"models":["fake"],"horizon":2,"windows":6,"step":1,"stream":{{(streams ? "true" : "false")}},"options":{"fake":"hold","until_file":"{{gate}}"},"series":[{{Series}}]}""";
        Task<Reply> running = raw.PostAsync("api/backtest", body, "application/json", ("X-Request-ID", "slow"));
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") >= 1, "the runner works on it");

        JsonElement row = (await raw.GetAsync("api/requests")).Json.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem();
        (row.Text("id"), row.Text("operation")).ShouldBe(("slow", "backtest"));
        (await raw.DeleteAsync("api/requests/slow")).ShouldBeSuccess();

        Reply reply = await running;
        JsonElement error = streams ? reply.Lines[^1] : reply.ShouldBeError(499, "CANCELED");
        error.Text("error").ShouldContain("'slow' was stopped");
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("canceled") == daemon.Home.CountInJournal("forecast"), "the runner stopped working on all windows");
        await Deadlines.UntilAsync(
            async () => (await raw.GetAsync("api/requests")).Json.GetProperty("requests").GetArrayLength() == 0, "nothing runs any more");
        daemon.Home.CountInJournal("start").ShouldBe(1);
    }

    [Fact]
    public async Task No_more_is_held_than_an_answer_may_have()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_MAX_FORECAST_VALUES", "100"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/backtest", $$"""{"models":["theta"],"horizon":2,"windows":9,"step":1,"series":[{{Series}}]}"""))
            .ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("TOLLAMA_MAX_FORECAST_VALUES");
        (await raw.PostAsync("api/backtest", $$"""{"models":["theta"],"horizon":2,"windows":8,"step":1,"series":[{{Series}}]}""")).ShouldBeSuccess();
    }
}
