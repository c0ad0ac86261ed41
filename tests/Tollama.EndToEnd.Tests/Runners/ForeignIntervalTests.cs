using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

/// <summary>A runner of somebody else that repeats last values and knows neither quantiles nor origins.</summary>
public sealed class ForeignIntervalTests(FakeRunnerDaemon daemon) : IClassFixture<FakeRunnerDaemon>
{
    // Steps of 1, -1, 1, …: the last value is 1 below or above what follows after an odd number of steps, and right after an even one.
    [Fact]
    public async Task It_gets_intervals_of_its_own_errors()
    {
        Reply reply = await PostAsync(string.Join(',', Enumerable.Range(0, 61).Select(place => place % 2)), ",\"intervals\":\"conformal\"");

        JsonElement forecast = reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();
        forecast.GetProperty("mean").GetRawText().ShouldBe("[0,0,0]");
        forecast.GetProperty("quantiles").GetProperty("0.1").EnumerateArray().ShouldAllBe(value => value.GetDouble() < -0.9 && value.GetDouble() > -1.6);
        forecast.GetProperty("quantiles").GetProperty("0.9").EnumerateArray().ShouldAllBe(value => value.GetDouble() > 0.9 && value.GetDouble() < 1.6);
        reply.Json.GetProperty("usage").GetProperty("series_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task It_gets_sums_and_paths_from_them()
    {
        Reply reply = await PostAsync(string.Join(',', Enumerable.Range(0, 61).Select(place => place % 2)), ",\"intervals\":\"conformal\",\"sum\":\"all\",\"paths\":2");

        JsonElement forecast = reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();
        forecast.GetProperty("paths").GetArrayLength().ShouldBe(2);
        JsonElement sums = forecast.GetProperty("sums");
        sums.GetProperty("steps").GetRawText().ShouldBe("[3]");
        sums.GetProperty("quantiles").GetProperty("0.1")[0].GetDouble().ShouldBeLessThan(-0.9);
        sums.GetProperty("quantiles").GetProperty("0.9")[0].GetDouble().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Without_them_it_has_no_paths() =>
        (await PostAsync("1,2,3,4", ",\"sum\":\"all\"")).Json.Text("error").ShouldContain("forecasts no quantiles, from which paths are drawn");

    [Fact]
    public async Task Without_them_it_has_none()
    {
        (await PostAsync("1,2,3,4", "")).Status.ShouldNotBe(200);
    }

    [Fact]
    public async Task A_series_that_is_too_short_fails_with_the_numbers() =>
        (await PostAsync("1,2,3,4,5", ",\"intervals\":\"conformal\"")).ShouldBeError(400, "SERIES_NOT_FORECASTABLE").Text("error").ShouldContain("takes 9");

    private Task<Reply> PostAsync(string target, string more) => daemon.Raw.PostAsync(
        "api/forecast",
        $$"""{"model":"fake","horizon":3,"stream":false,"quantiles":[0.1,0.9],"options":{"non_negative":false},"series":[{"id":"a","target":[{{target}}]}]{{more}}}""");
}
