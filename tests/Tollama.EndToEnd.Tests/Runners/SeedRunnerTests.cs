using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

/// <summary>A runner that knows hello and forecast only works like any other.</summary>
public sealed class SeedRunnerTests : DaemonTest
{
    private const string Undated = """{"model":"seednaive","horizon":2,"stream":false,"series":[{"id":"a","target":[1,2]}]}""";

    [Fact]
    public async Task It_is_pulled_run_listed_and_stopped()
    {
        using RawClient raw = await StartSeedAsync();

        JsonElement answer = (await raw.PostAsync("v1/forecast", Bodies.Forecast("seednaive", ",\"quantiles\":[0.1,0.9]"))).ShouldBeSuccess().Json;

        JsonElement forecast = answer.GetProperty("forecasts")[0];
        forecast.GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([2, 2, 2]);
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.9"]);
        forecast.GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["2025-01-03", "2025-01-04", "2025-01-05"]);
        (await raw.GetAsync("api/ps")).Json.GetProperty("models")[0].Text("name").ShouldBe("seednaive");
        (await raw.PostAsync("api/load", """{"model":"seednaive"}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/load", """{"model":"seednaive","keep_alive":0}""")).ShouldBeSuccess();
        (await raw.PostAsync("v1/forecast", Bodies.Forecast("seednaive"))).ShouldBeSuccess();
    }

    [Fact]
    public async Task A_model_made_from_it_is_the_same_model_to_it()
    {
        using RawClient raw = await StartSeedAsync();
        (await raw.PostAsync("api/create", """{"model":"mine","from":"seednaive","parameters":{"horizon":4},"stream":false}""")).ShouldBeSuccess();

        JsonElement answer = (await raw.PostAsync("v1/forecast", $$"""{"model":"mine","series":[{{Bodies.Series}}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task A_thousand_series_come_back_in_order()
    {
        using RawClient raw = await StartSeedAsync();
        string series = string.Join(",", Enumerable.Range(0, 1000).Select(i =>
            $$"""{"id":"s{{i}}","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[0,{{i}}]}"""));

        JsonElement answer = (await raw.PostAsync("v1/forecast", $$"""{"model":"seednaive","horizon":3,"series":[{{series}}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.GetProperty("mean")[2].GetDouble())
            .ShouldBe(Enumerable.Range(0, 1000).Select(i => (double)i));
    }

    /// <summary>It needs time stamps: a series without them ends it in the middle of the request.</summary>
    [Fact]
    public async Task A_crash_in_the_middle_of_a_request_is_told_and_the_next_one_is_answered()
    {
        using RawClient raw = await StartSeedAsync();
        (await raw.PostAsync("v1/forecast", Bodies.Forecast("seednaive"))).ShouldBeSuccess();

        Reply crashed = await raw.PostAsync("v1/forecast", Undated);

        crashed.ShouldBeError(502, "RUNNER_FAILED").Text("hint").ShouldContain("KeyError: 'freq'");
        Reply next = crashed;
        await Deadlines.UntilAsync(async () => (next = await raw.PostAsync("v1/forecast", Bodies.Forecast("seednaive"))).Status == 200, "the runner was started again");
        next.Json.GetProperty("forecasts")[0].GetProperty("mean")[0].GetDouble().ShouldBe(2);
    }

    [Theory]
    [InlineData("'version': '0.1.0',", "", "result.version is missing")]
    [InlineData("'capabilities': ['hello', 'forecast']", "'capabilities': 'all'", "result.capabilities is the text 'all'; it must be an array")]
    [InlineData("'model': p['model']", "'model': 'other'", "result.model is 'other', and 'seednaive' was asked for")]
    [InlineData("'mean': [s['target'][-1]]", "'mean': ['2']", "result.forecasts[0].mean[0] is the text '2'; it must be a number")]
    [InlineData("'mean': [s['target'][-1]]", "'mean': [float('nan')]", "JSON has no NaN and no Infinity")]
    [InlineData("'mean': [s['target'][-1]] * p['horizon']", "'mean': 2", "result.forecasts[0].mean is 2; it must be an array")]
    [InlineData("'id': s['id']", "'id': 7", "result.forecasts[0].id is 7; it must be a text")]
    [InlineData("'id': s['id']", "'id': 'b'", "series 'b' was not asked for")]
    [InlineData("for s in p['series']", "for s in p['series'] * 2", "series 'a' has two forecasts")]
    [InlineData("for s in p['series']", "for s in []", "series 'a' has neither a forecast nor an error")]
    [InlineData("{'id': m['id'], **r}", "{'id': m['id'], 'more': r}", "the line has none of result, error and progress")]
    public async Task What_it_answers_wrongly_is_told_in_a_sentence(string right, string wrong, string told)
    {
        using RawClient raw = await StartSeedAsync(source => source.Replace(right, wrong, StringComparison.Ordinal));

        Reply reply = await raw.PostAsync("v1/forecast", Bodies.Whole("seednaive"));

        reply.ShouldBeError(502, "RUNNER_PROTOCOL").Text("error").ShouldContain(told);
        reply.Text.ShouldNotContain("Exception");
        reply.Text.ShouldNotContain("BytePositionInLine");
    }

    private async Task<RawClient> StartSeedAsync(Func<string, string>? change = null)
    {
        string? library = Programs.Library;
        string? python = Programs.OnPath("python3");
        Assert.SkipWhen(library is null, "the seed's runner (../shared/golden/upstream) is not on this machine");
        Assert.SkipWhen(python is null, "python3 is not installed");
        TestHome home = new();
        string source = await File.ReadAllTextAsync(Path.Join(library, "golden", "upstream", "seed_runner.py"), TestContext.Current.CancellationToken);
        string changed = change?.Invoke(source) ?? source;
        if (change is not null)
        {
            changed.ShouldNotBe(source);
        }

        string script = home.PathOf("seed_runner.py");
        await File.WriteAllTextAsync(script, changed, TestContext.Current.CancellationToken);
        DaemonProcess daemon = await StartAsync(home.WithRunner("seedrunner", [python, script], "seednaive"));
        RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"seednaive"}""")).ShouldBeSuccess();
        return raw;
    }
}
