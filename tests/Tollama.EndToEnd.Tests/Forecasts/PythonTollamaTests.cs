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
        answer.GetProperty("warnings")[0].GetString().ShouldBe("series 's1': pinball is not defined: there are no quantiles");
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
    public async Task The_first_default_of_the_models_that_are_compared_is_the_horizon_of_all()
    {
        await daemon.PullAsync("mock");
        await daemon.PullAsync("naive");
        (await daemon.Raw.PostAsync("api/create", """{"model":"of-five","from":"naive","parameters":{"horizon":5,"quantiles":[0.25]},"stream":false}""")).ShouldBeSuccess();

        JsonElement answer = (await daemon.Raw.PostAsync("api/compare", $$"""{"models":["mock","of-five"],"series":[{"id":"a","target":[1,2,5]}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("horizon").GetInt32().ShouldBe(5);
        JsonElement[] forecasts = [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("response").GetProperty("forecasts")[0])];
        forecasts.Select(forecast => forecast.GetProperty("mean").GetArrayLength()).ShouldBe([5, 5]);
        forecasts[0].Has("quantiles").ShouldBeFalse();
        Keys(forecasts[1].GetProperty("quantiles")).ShouldBe(["0.25"]);
    }

    [Theory]
    [InlineData("api/compare", "\"models\":[\"mock\",\"mock\"],", "models: models names one model twice")]
    [InlineData("api/what-if", "\"model\":\"mock\",\"scenarios\":[{\"name\":\"x\",\"transforms\":[]}],", "scenarios[0].transforms: transforms must be")]
    [InlineData("api/auto-forecast", "\"strategy\":\"best\",", "strategy: strategy must be")]
    public async Task All_faults_of_a_request_are_told_together(string path, string fields, string own)
    {
        JsonElement error = (await daemon.Raw.PostAsync(path, $$"""{{{fields}}"horizon":0,"hrizon":1,"series":[{"id":"a","target":[1,"x"]}]}""")).ShouldBeError(400, "INVALID_REQUEST");

        string[] told = [.. error.GetProperty("detail").EnumerateArray().Select(fault => $"{fault.Text("path")}: {fault.Text("msg")}")];
        told.Length.ShouldBe(4, string.Join('\n', told));
        told.ShouldContain(fault => fault.StartsWith(own, StringComparison.Ordinal));
        told.ShouldContain(fault => fault.StartsWith("horizon: ", StringComparison.Ordinal));
        told.ShouldContain(fault => fault.StartsWith("hrizon: ", StringComparison.Ordinal));
        told.ShouldContain(fault => fault.StartsWith("series[0].target", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_as_answer_has_its_dates_with_response_options_too()
    {
        await daemon.PullAsync("mock");
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("api/forecast", UriKind.Relative))
        {
            Content = new StringContent($$"""{"model":"mock","horizon":1,{{Options}},"series":[{{Series.Replace(",\"actuals\":[4,5,0]", "", StringComparison.Ordinal)}}]}"""),
        };
        request.Headers.Add("Accept", "text/csv");
        using HttpResponseMessage response = await daemon.Raw.Http.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("unique_id,ds,mean\ns1,2025-01-04,5\n");
    }

    [Theory]
    [InlineData("api/counterfactual", "counterfactuals are not offered")]
    [InlineData("api/xai/trust-breakdown", "trust scores")]
    [InlineData("api/explain-decision", "trust scores")]
    [InlineData("api/report", "texts about numbers are not offered")]
    [InlineData("api/modelfiles/daily", "POST /api/create")]
    [InlineData("a2a", "agents' protocols are not offered")]
    [InlineData("openapi.json", "docs/api.md describes the routes")]
    [InlineData("api/xaix", "docs/api.md lists the routes")]
    public async Task Who_asks_for_what_is_not_offered_is_told_what_there_is(string path, string hint) =>
        (await daemon.Raw.PostAsync(path, "{}")).ShouldBeError(404, "ROUTE_NOT_FOUND").Text("hint").ShouldContain(hint);

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
    [InlineData("api/auto-forecast", """{"strategy":"fastest","mode":"high_accuracy","horizon":2,"series":[{"id":"a","target":[1]}]}""", "strategy 'fastest' and mode 'high_accuracy' mean different models: auto:fast and auto:best")]
    [InlineData("api/auto-forecast", """{"strategy":"ensemble","mode":"fast_path","horizon":2,"series":[{"id":"a","target":[1]}]}""", "mean different models")]
    [InlineData("api/auto-forecast", """{"model":"mock","strategy":"fastest","horizon":2,"series":[{"id":"a","target":[1]}]}""", "model 'mock' and strategy 'fastest' mean different models")]
    [InlineData("api/auto-forecast", """{"model":"mock","mode":"fast_path","horizon":2,"series":[{"id":"a","target":[1]}]}""", "model 'mock' and mode 'fast_path' mean different models")]
    [InlineData("api/auto-forecast?strategy=fastest", """{"horizon":2,"series":[{"id":"a","target":[1]}]}""", "does not read the query parameter 'strategy'")]
    [InlineData("api/compare", """{"model":"mock","models":["mock"],"horizon":2,"series":[{"id":"a","target":[1]}]}""", "model and models are both there")]
    [InlineData("api/compare", """{"models":["mock","MOCK:latest"],"horizon":2,"series":[{"id":"a","target":[1]}]}""", "twice")]
    [InlineData("api/compare", """{"models":["snaive","seasonal-naive"],"horizon":2,"series":[{"id":"a","target":[1]}]}""", "twice")]
    [InlineData("api/forecast?horizon=3", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}]}""", "the query parameter 'horizon' is not read beside a JSON body")]
    [InlineData("v1/forecast?model=naive", """{"model":"mock","horizon":2,"series":[{"id":"a","target":[1]}]}""", "the query parameter 'model' is not read")]
    [InlineData("api/forecast", """{"model":"mock","covariates_mode":"strict","parameters":{"covariates_mode":"best_effort"},"horizon":2,"series":[{"id":"a","target":[1]}]}""", "covariates_mode and parameters")]
    [InlineData("api/auto-forecast", """{"strategy":"auto","strategy":"auto","horizon":2,"series":[{"id":"a","target":[1]}]}""", "twice")]
    public async Task What_makes_no_sense_is_told(string path, string body, string expected)
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync(path, body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"strategy\":\"auto\",\"mode\":\"fast_path\"", "auto:fast")]
    [InlineData("\"strategy\":\"fastest\",\"mode\":\"fast_path\",\"model\":\"AUTO:fast\"", "auto:fast")]
    [InlineData("\"strategy\":\"auto\",\"mode\":\"default\",\"model\":\"mock\"", "mock")]
    public async Task Words_that_mean_one_model_may_stand_together(string words, string model)
    {
        await daemon.PullAsync("mock");
        await daemon.PullAsync("auto:fast");

        (await daemon.Raw.PostAsync("api/auto-forecast", $$"""{"horizon":3,{{words}},"series":[{{Series}}]}""")).ShouldBeSuccess().Json
            .GetProperty("selection").Text("chosen_model").ShouldBe(model);
    }

    [Theory]
    [InlineData("api/forecast", "\"model\":\"mock\",")]
    [InlineData("v1/forecast", "\"model\":\"mock\",")]
    [InlineData("api/compare", "\"models\":[\"mock\"],")]
    [InlineData("api/what-if", "\"model\":\"mock\",\"scenarios\":[{\"name\":\"x\",\"transforms\":[{\"operation\":\"add\",\"field\":\"target\",\"value\":1}]}],")]
    [InlineData("api/auto-forecast", "")]
    public async Task A_covariate_of_two_kinds_is_refused_with_its_series_and_name(string path, string fields)
    {
        await daemon.PullAsync("mock");
        const string OverTime = """{"id":"a","target":[1,2],"past_covariates":{"price":[1,2]},"future_covariates":{"price":["x"]}}""";
        const string InOne = """{"id":"b","target":[1,2],"past_covariates":{"wind":[1,"x"]}}""";

        JsonElement error = (await daemon.Raw.PostAsync(path, $$"""{{{fields}}"horizon":1,"stream":false,"series":[{{OverTime}},{{InOne}}]}""")).ShouldBeError(400, "INVALID_REQUEST");

        string[] faults = [.. error.GetProperty("detail").EnumerateArray().Select(fault => fault.Text("msg"))];
        faults.ShouldBe(
        [
            "series 'a': the covariate 'price' has numbers in the past and texts in the future; send one kind in both",
            "series 'b': the covariate 'wind' mixes numbers and texts; send numbers only, or texts (or truth values) only",
        ]);
    }

    [Fact]
    public async Task A_scenario_cannot_replace_numbers_by_texts()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/what-if",
            """
            {"model":"mock","horizon":1,"series":[{"id":"a","target":[1,2],"past_covariates":{"price":[1,2]},"future_covariates":{"price":[3]}}],"scenarios":[
            {"name":"x","transforms":[{"operation":"replace","field":"future_covariates","key":"price","value":"dear"}]}]}
            """)).ShouldBeSuccess().Json;

        answer.GetProperty("results")[0].GetProperty("error").Text("message").ShouldContain("series 'a': future_covariates.price holds numbers");
    }

    [Theory]
    [InlineData("best_effort", 200)]
    [InlineData("strict", 400)]
    public async Task The_mode_of_covariates_is_obeyed_by_mock_too(string mode, int status)
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync(
            "v1/forecast", $$$"""{"model":"mock","horizon":1,"parameters":{"covariates_mode":"{{{mode}}}"},"series":[{"id":"a","target":[1,2],"past_covariates":{"price":[1,2]}}]}""");

        reply.Status.ShouldBe(status, reply.Text);
        reply.Text.ShouldContain("'mock' cannot use past_covariates.price");
    }

    [Fact]
    public async Task Mock_refuses_options_that_it_does_not_have()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("v1/forecast", """{"model":"mock","horizon":1,"options":{"seson_length":3},"series":[{"id":"a","target":[1,2]}]}"""))
            .ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("mock has no option 'seson_length'");
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
