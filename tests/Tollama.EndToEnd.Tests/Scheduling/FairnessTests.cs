using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Scheduling;

/// <summary>Large requests of one client do not stop the small ones of another. Told by who is answered while others still run, never by a clock.</summary>
public sealed class FairnessTests : DaemonTest
{
    [Fact]
    public async Task Small_forecasts_are_answered_while_any_number_of_large_ones_run_in_a_process_of_their_own()
    {
        const int Large = 24;
        DaemonProcess daemon = await StartAsync();
        using RawClient slow = daemon.Connect();
        using RawClient quick = daemon.Connect();
        foreach (string model in new[] { "auto-ets", "naive" })
        {
            (await quick.PostAsync("api/pull", $$"""{"model":"{{model}}","stream":false}""")).ShouldBeSuccess();
        }

        string body = LongSeries("auto-ets", 100_000);
        Task<Reply>[] large =
            [.. Enumerable.Range(0, Large).Select(i => slow.PostAsync("api/forecast", body, "application/json", ("X-Request-ID", $"large-{i}")))];
        await Deadlines.UntilAsync(async () => (await StatesAsync(quick)).Contains("running"), "a large one runs");

        for (int i = 0; i < 20; i++)
        {
            (await quick.PostAsync("api/forecast", Bodies.Whole("naive"))).ShouldBeSuccess();
        }

        (await StatesAsync(quick)).Count(state => state is "running" or "waiting").ShouldBePositive("the large ones were all done: the test says nothing");
        await Deadlines.UntilAsync(
            async () => (await ReadyAsync(quick)).GetProperty("runners").GetInt32() == 2, "large work has a process of its own");
        foreach (int i in Enumerable.Range(0, Large))
        {
            await quick.DeleteAsync($"api/requests/large-{i}");
        }

        foreach (Reply reply in await Task.WhenAll(large))
        {
            reply.Status.ShouldBeOneOf(200, 499);
        }

        daemon.Log.ShouldNotContain("did not end a cancelled request");
        (await quick.PostAsync("api/forecast", Bodies.Whole("naive"))).ShouldBeSuccess();
    }

    [Fact]
    public async Task A_long_answer_comes_in_pieces_and_is_the_same_as_a_short_one()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"drift","stream":false}""")).ShouldBeSuccess();

        Reply reply = await raw.PostAsync("api/forecast", ManySeries(600, horizon: 1000));

        reply.ShouldBeSuccess();
        reply.Headers.Contains("X-Tollama-Errors").ShouldBeFalse();
        JsonElement[] forecasts = [.. reply.Json.GetProperty("forecasts").EnumerateArray()];
        forecasts.Select(forecast => forecast.Text("id")).ShouldBe(Enumerable.Range(0, 600).Select(i => $"s{i}"));
        reply.Json.GetProperty("usage").GetProperty("series_count").GetInt32().ShouldBe(600);

        Reply one = await raw.PostAsync("api/forecast", ManySeries(1, horizon: 1000));
        one.ShouldBeSuccess().Header("X-Tollama-Errors").ShouldBe("0");
        forecasts[0].GetRawText().ShouldBe(one.Json.GetProperty("forecasts")[0].GetRawText());

        Reply stream = await raw.PostAsync("api/forecast", ManySeries(600, horizon: 1000).Replace("\"stream\":false,", "", StringComparison.Ordinal));
        stream.Lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
        stream.Lines[^1].GetProperty("response").GetProperty("forecasts").GetArrayLength().ShouldBe(600);

        Reply table = await raw.PostAsync("api/forecast", ManySeries(600, horizon: 1000), "application/json", ("Accept", "text/csv"));
        string[] lines = table.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldEndWith(",error");
        lines.Length.ShouldBe(1 + (600 * 1000));
    }

    private static async Task<string[]> StatesAsync(RawClient raw) =>
        [.. (await raw.GetAsync("api/requests")).Json.GetProperty("requests").EnumerateArray().Select(row => row.Text("state"))];

    private static async Task<JsonElement> ReadyAsync(RawClient raw) => (await raw.GetAsync("health/ready")).Json;

    private static string LongSeries(string model, int length)
    {
        IEnumerable<string> values = Enumerable.Range(0, length)
            .Select(t => (100 + (t % 24) + (t * 0.001) + ((t * 7919 % 101) * 0.1)).ToString("0.###", CultureInfo.InvariantCulture));
        return $$"""{"model":"{{model}}","horizon":24,"stream":false,"series":[{"id":"long","freq":"h","target":[{{string.Join(',', values)}}]}]}""";
    }

    private static string ManySeries(int count, int horizon)
    {
        StringBuilder body = new($$"""{"model":"drift","horizon":{{horizon}},"stream":false,"quantiles":[0.1,0.5,0.9],"series":[""");
        for (int i = 0; i < count; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $$"""{{(i > 0 ? "," : "")}}{"id":"s{{i}}","target":[{{i}},2.5,{{i}}.25,4]}""");
        }

        return body.Append("]}").ToString();
    }
}
