using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>What the Python tollama's client sends is answered in the shape that it takes, and in no other.</summary>
[Collection<SharedDaemonTests>]
public sealed class PythonTollamaTests(SharedDaemon daemon)
{
    private const string Options =
        "\"options\":{},\"parameters\":{\"covariates_mode\":\"best_effort\",\"metrics\":{\"names\":[\"mae\",\"mape\"],\"mase_seasonality\":1}},\"response_options\":{\"narrative\":true,\"explain\":false}";

    private const string Series = """{"id":"s1","freq":"D","timestamps":["2025-01-01","2025-01-02","2025-01-03"],"target":[1,2,5],"actuals":[4,5,0]}""";

    private static readonly string[] AnswerKeys = ["model", "forecasts", "metrics", "timing", "usage", "warnings"];

    private static readonly string[] ForecastKeys = ["id", "freq", "start_timestamp", "mean", "quantiles"];

    [Fact]
    public async Task With_response_options_the_answer_has_the_strict_shape()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/forecast", $$"""{"model":"mock","horizon":3,"quantiles":[0.1,0.9],"stream":false,{{Options}},"series":[{{Series}}]}""")).ShouldBeSuccess().Json;

        Keys(answer).ShouldBe(AnswerKeys, ignoreOrder: true);
        Keys(answer.GetProperty("forecasts")[0]).ShouldBe(ForecastKeys, ignoreOrder: true);
        Keys(answer.GetProperty("timing")).ShouldBe(["model_load_ms", "inference_ms", "total_ms"], ignoreOrder: true);
        JsonElement metrics = answer.GetProperty("metrics");
        metrics.GetProperty("aggregate").GetProperty("mae").GetDouble().ShouldBe(2);
        metrics.GetProperty("series")[0].GetProperty("values").GetProperty("mape").GetDouble().ShouldBe(12.5);
        answer.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetString()!.Contains("narrative", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_them_the_answer_is_ours_with_the_measures()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "v1/forecast", $$"""{"model":"mock","horizon":3,"metrics":["mae","pinball"],"series":[{{Series}}]}""")).ShouldBeSuccess().Json;

        answer.Text("model_digest").ShouldBeDigest();
        answer.GetProperty("metrics").GetProperty("aggregate").GetProperty("mae").GetDouble().ShouldBe(2);
        answer.GetProperty("metrics").GetProperty("aggregate").Has("pinball").ShouldBeFalse();
        answer.GetProperty("warnings")[0].GetString().ShouldBe("series 's1': pinball is not defined: no quantiles were asked for");
    }

    [Fact]
    public async Task Models_are_compared_side_by_side()
    {
        await daemon.PullAsync("mock");
        await daemon.PullAsync("naive");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/compare", $$"""{"models":["mock","no-such-model","naive"],"horizon":3,"series":[{{Series}}]}""")).ShouldBeSuccess().Json;

        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        results.Select(result => result.Text("model")).ShouldBe(["mock", "no-such-model", "naive"]);
        results.Select(result => result.GetProperty("ok").GetBoolean()).ShouldBe([true, false, true]);
        results[0].GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        results[1].GetProperty("response").ValueKind.ShouldBe(JsonValueKind.Null);
        results[1].GetProperty("error").GetProperty("status_code").GetInt32().ShouldBe(404);
        results[2].GetProperty("response").GetProperty("metrics").GetProperty("aggregate").GetProperty("mae").GetDouble().ShouldBe(2);
        answer.GetProperty("summary").GetProperty("succeeded").GetInt32().ShouldBe(2);
        answer.GetProperty("summary").GetProperty("failed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_scenario_changes_what_the_model_sees()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/what-if",
            $$"""
            {"model":"mock","horizon":2,"series":[{"id":"a","target":[1,2,5]},{"id":"b","target":[7]}],"scenarios":[
            {"name":"up","transforms":[{"operation":"multiply","field":"target","value":2},{"operation":"add","field":"target","value":1,"series_id":"b"}]},
            {"name":"price","transforms":[{"operation":"replace","field":"future_covariates","key":"price","value":3}]}]}
            """)).ShouldBeSuccess().Json;

        Means(answer.GetProperty("baseline")).ShouldBe([5, 7]);
        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Means(results[0].GetProperty("response")).ShouldBe([10, 15]);
        results[1].GetProperty("ok").GetBoolean().ShouldBeFalse();
        results[1].GetProperty("error").Text("message").ShouldContain("has no future_covariates.price");
    }

    [Theory]
    [InlineData("api/compare", """{"models":[],"horizon":2,"series":[{"id":"a","target":[1]}]}""", "1 to 32 names")]
    [InlineData("api/compare", """{"models":["mock","mock"],"horizon":2,"series":[{"id":"a","target":[1]}]}""", "twice")]
    [InlineData("api/compare", """{"models":["mock"],"horizon":2}""", "series is required")]
    [InlineData("api/compare", """{"models":["mock"],"horizon":2,"scenarios":[],"series":[{"id":"a","target":[1]}]}""", "unknown field 'scenarios'")]
    [InlineData("api/what-if", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}]}""", "scenarios must be")]
    [InlineData("api/what-if", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}],"scenarios":[{"name":"x","transforms":[{"operation":"power","field":"target","value":2}]}]}""", "multiply or add or replace")]
    [InlineData("api/what-if", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}],"scenarios":[{"name":"x","transforms":[{"operation":"add","field":"target","value":2,"series_id":"z"}]}]}""", "no series has the id 'z'")]
    [InlineData("api/what-if", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}],"scenarios":[{"name":"x","transforms":[{"operation":"add","field":"target","value":2,"serie_id":"a"}]}]}""", "unknown field 'serie_id'")]
    [InlineData("api/forecast", """{"model":"mock","name":"naive","horizon":2,"series":[{"id":"a","target":[1]}]}""", "model and name are two names of one thing")]
    [InlineData("api/auto-forecast", """{"strategy":"best","horizon":2,"series":[{"id":"a","target":[1]}]}""", "fastest")]
    [InlineData("api/auto-forecast", """{"strategy":"auto","strategy":"auto","horizon":2,"series":[{"id":"a","target":[1]}]}""", "twice")]
    public async Task What_makes_no_sense_is_told(string path, string body, string expected)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync(path, body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(expected);
    }

    [Fact]
    public async Task The_daemon_chooses_a_model_and_says_why()
    {
        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/auto-forecast", $$"""{"horizon":3,"strategy":"fastest","allow_fallback":true,"series":[{{Series}}]}""")).ShouldBeSuccess().Json;

        answer.Text("strategy").ShouldBe("fastest");
        JsonElement selection = answer.GetProperty("selection");
        selection.Text("chosen_model").ShouldBe("auto:fast");
        selection.GetProperty("rationale").GetArrayLength().ShouldBePositive();
        answer.GetProperty("response").GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Info_tells_what_runs_and_paths_only_to_clients_on_this_machine()
    {
        await daemon.PullAsync("mock");

        Reply local = (await daemon.Raw.GetAsync("api/info")).ShouldBeSuccess();

        local.Json.GetProperty("daemon").Text("version").ShouldNotBeEmpty();
        local.Json.GetProperty("models").GetProperty("installed").EnumerateArray().ShouldContain(model => model.Text("name") == "mock");
        local.Json.GetProperty("models").GetProperty("available").GetArrayLength().ShouldBeGreaterThan(5);
        string home = local.Json.GetProperty("paths").Text("tollama_home");
        local.Json.GetProperty("settings").EnumerateArray().ShouldContain(setting => setting.Text("name") == "TOLLAMA_HOME" && setting.Text("value") == home);

        Reply distant = (await daemon.Raw.GetAsync("api/info", [("X-Forwarded-For", "203.0.113.9")])).ShouldBeSuccess();
        distant.Json.GetProperty("daemon").Text("version").ShouldNotBeEmpty();
        distant.Text.ShouldNotContain(home);
        Keys(distant.Json).ShouldBe(["daemon", "models", "runners"]);
    }

    private static string[] Keys(JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];

    private static double[] Means(JsonElement response) =>
        [.. response.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.GetProperty("mean")[0].GetDouble())];
}
