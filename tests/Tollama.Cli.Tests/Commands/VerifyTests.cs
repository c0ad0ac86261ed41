using System.Globalization;

namespace Tollama.Cli.Tests.Commands;

public sealed class VerifyTests : CliFixture
{
    private const string Temperatures = "/google-research/timesfm/3dae50b20d7a724981e8ea36cda75578f80dd2dc/timesfm-forecasting/examples/global-temperature/";

    private const string Port = "/AgentiX-E/timesfm-ts/15cf5db6ac00e0697e853cc204a38bb6c2dc258f/packages/timesfm-core/test/golden-outputs.json";

    private static readonly int[] Tenths = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public async Task A_reference_file_is_compared_case_by_case()
    {
        ShowModel();
        Forecast("""{"id":"x","mean":[4,5.001],"quantiles":{"0.1":[1,2],"0.9":[9,9.5]}}""");

        (await VerifyFileAsync("""
            {"source":"the makers","cases":[
            {"name":"both","target":[1,null,3],"mean":[4,5.001],"quantiles":{"0.1":[1,2],"0.9":[9,9.5]},"options":{"context_length":3}},
            {"name":"near","target":[1,2,3],"mean":[4,5],"tolerance":0.001},
            {"name":"crossed","target":[1,2,3],"quantiles":{"0.1":[9,2],"0.9":[1,9.5]}},
            {"name":"far","target":[1,2,3],"mean":[4,5]}]}
            """)).ShouldBe(1);

        Terminal.Output.ShouldBe(
            """
            m: unknown
            CASE       STEPS    DEVIATION    TOLERANCE    RESULT
            both       2        0E+0         1E-4         ok
            near       2        2E-4         1E-3         ok
            crossed    2        0E+0         1E-4         ok
            far        2        2E-4         1E-4         differs
            'm' differs from the reference in 1 of 4 cases (the makers)

            """);
        Daemon.Requests.First(request => request.Path == "/api/forecast").Body.ShouldBe(
            """{"model":"m","horizon":2,"quantiles":[0.1,0.9],"options":{"context_length":3},"stream":false,"series":[{"id":"both","target":[1,null,3]}]}""");
    }

    [Theory]
    [InlineData("""{"id":"x","mean":[4],"quantiles":{}}""")]
    [InlineData("""{"id":"x","mean":[4,5],"quantiles":{}}""")]
    public async Task What_the_answer_lacks_is_no_agreement(string forecast)
    {
        ShowModel();
        Forecast(forecast);

        (await VerifyFileAsync("""{"cases":[{"name":"a","target":[1],"mean":[4,5],"quantiles":{"0.5":[4,5]}}]}""")).ShouldBe(1);

        Terminal.Output.ShouldContain("differs");
    }

    [Theory]
    [InlineData("nonsense", "is no file of reference forecasts")]
    [InlineData("{}", "there are no cases in it")]
    [InlineData("""{"cases":[{"name":"a","target":[1]}]}""", "case 'a' has no target, or neither mean nor quantiles")]
    [InlineData("""{"cases":[{"name":"a","target":[],"mean":[1]}]}""", "case 'a' has no target, or neither mean nor quantiles")]
    [InlineData("""{"cases":[{"name":"a","target":[1],"mean":[1,2],"quantiles":{"0.1":[1]}}]}""", "case 'a': every list must have 2 values")]
    [InlineData("""{"cases":[{"name":"a","target":[1],"quantiles":{"low":[1]}}]}""", "case 'a': 'low' is no quantile level")]
    [InlineData("""{"cases":[{"name":"a","target":[1],"quantiles":{"1":[1]}}]}""", "case 'a': '1' is no quantile level")]
    public async Task A_file_that_is_none_is_refused_before_anything_is_asked(string text, string complaint)
    {
        (await VerifyFileAsync(text)).ShouldBe(2);

        Terminal.Errors.ShouldContain(complaint);
        Terminal.Errors.ShouldContain("docs/verify-real-weights.md");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Published_forecasts_are_fetched_and_compared()
    {
        ShowModel("google/timesfm-2.5-200m-pytorch");
        Variables["TOLLAMA_REFERENCE_ENDPOINT"] = Url;
        PublishTemperatures(step => step);
        PublishPort();
        Forecast(Tenfold);

        (await RunAsync("verify", "timesfm")).ShouldBe(0, Terminal.Errors);

        string[] bodies = [.. Daemon.Requests.Where(request => request.Path == "/api/forecast").Select(request => request.Body)];
        bodies.Length.ShouldBe(3);
        bodies[0].ShouldContain("\"target\":[0.8899999856948853,1.0199999809265137]");
        bodies[0].ShouldContain("\"options\":{\"normalization_window\":512,\"context_length\":512}");
        bodies[1].ShouldContain("\"target\":[10,10.352941513061523,");
        bodies[1].ShouldContain("99.64705657958984,100]");
        bodies[2].ShouldContain(",10,10,20,20,");
        Terminal.Output.ShouldContain("global-temperature");
        Terminal.Output.ShouldContain("step_function");
        Terminal.Output.ShouldNotContain("differs");
    }

    [Fact]
    public async Task One_value_that_is_off_fails_the_verification()
    {
        ShowModel("google/timesfm-2.5-200m-pytorch");
        Variables["TOLLAMA_REFERENCE_ENDPOINT"] = Url;
        PublishTemperatures(step => step == 7 ? 7.01 : step);
        PublishPort();
        Forecast(Tenfold);

        (await RunAsync("verify", "timesfm")).ShouldBe(1);

        Terminal.Output.ShouldContain("'timesfm' differs from the reference in 1 of 1 cases (the example global-temperature of google-research/timesfm)");
        Terminal.Output.ShouldContain("'timesfm' forecasts what the reference does (golden-outputs.json");
    }

    [Fact]
    public async Task Of_a_model_without_published_forecasts_a_file_is_asked_for()
    {
        ShowModel("amazon/chronos-2");

        (await RunAsync("verify", "chronos-2")).ShouldBe(1);

        Terminal.Errors.ShouldContain("no published forecasts of 'chronos-2' are known");
        Terminal.Errors.ShouldContain("--reference FILE");
    }

    [Theory]
    [InlineData("gone", "404")]
    [InlineData("{}", "is not what it was: It has no 'forecast'")]
    [InlineData("""{"forecast":{"quantiles":{"10%":["a"]}}}""", "is not what it was")]
    [InlineData("nonsense", "is not what it was")]
    public async Task Published_forecasts_that_are_gone_or_other_ones_are_told(string file, string complaint)
    {
        ShowModel("google/timesfm-2.5-200m-pytorch");
        Variables["TOLLAMA_REFERENCE_ENDPOINT"] = Url;
        PublishTemperatures(step => step);
        Daemon.OnJson($"GET {Temperatures}output/forecast_output.json", file, file == "gone" ? 404 : 200);

        (await RunAsync("verify", "timesfm")).ShouldBe(1);

        Terminal.Errors.ShouldContain(complaint);
        Terminal.Errors.ShouldContain("--reference FILE");
        Daemon.Requests.ShouldNotContain(request => request.Path == "/api/forecast");
    }

    [Fact]
    public async Task Offline_nothing_is_fetched()
    {
        ShowModel("google/timesfm-2.5-200m-pytorch");
        Variables["TOLLAMA_REFERENCE_ENDPOINT"] = Url;
        Variables["TOLLAMA_OFFLINE"] = "true";

        (await RunAsync("verify", "timesfm")).ShouldBe(1);

        Terminal.Errors.ShouldContain("TOLLAMA_OFFLINE is set");
        Daemon.Requests.ShouldNotContain(request => request.Path.StartsWith("/google-research", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_not_installed_is_pulled_first()
    {
        bool isPulled = false;
        Daemon.On("POST /api/show", (_, response) => Answer(response, isPulled ? Show("o/m") : """{"error":"no","code":"MODEL_NOT_FOUND"}""", isPulled ? 200 : 404));
        Daemon.On("POST /api/pull", (_, response) =>
        {
            isPulled = true;
            return Answer(response, """{"status":"success","done":true}""", 200);
        });
        Forecast("""{"id":"x","mean":[4],"quantiles":{}}""");

        (await VerifyFileAsync("""{"cases":[{"name":"a","target":[1],"mean":[4]}]}""")).ShouldBe(0, Terminal.Errors);

        isPulled.ShouldBeTrue();
        Terminal.Output.ShouldContain("'m' forecasts what the reference does (no source given)");
    }

    private static string Show(string repository) =>
        $$"""
        {"name":"m","model":"m","family":"f","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"","details":{"format":"safetensors","family":"f"},
        "model_info":{},"capabilities":[],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":6,"source":{"type":"huggingface","repo_id":"{{repository}}"} }
        """;

    /// <summary>A forecast whose quantile of each tenth is that tenth's number.</summary>
    private static string Tenfold => $$"""{"id":"x","mean":[5,5],"quantiles":{ {{Levels(tenth => $"[{tenth},{tenth}]")}} } }""";

    private static string Levels(Func<int, string> values, string suffix = "") =>
        string.Join(',', Tenths.Select(tenth => $"\"{(suffix.Length > 0 ? $"{tenth}0{suffix}" : $"0.{tenth}")}\":{values(tenth)}"));

    private static Task Answer(Microsoft.AspNetCore.Http.HttpResponse response, string json, int status)
    {
        response.StatusCode = status;
        return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(response, json);
    }

    private void ShowModel(string repository = "o/m") => Daemon.OnJson("POST /api/show", Show(repository));

    private void Forecast(string forecast) => Daemon.OnJson("POST /api/forecast", $$"""{"model":"m","forecasts":[{{forecast}}] }""");

    private Task<int> VerifyFileAsync(string text) => RunAsync("verify", "m", "--reference", WriteFile("reference.json", text));

    private void PublishTemperatures(Func<int, double> value)
    {
        Daemon.OnJson($"GET {Temperatures}temperature_anomaly.csv", "date,anomaly_c\n2022-01-01,0.89\n2022-02-01,1.02\n");
        string rows = Levels(tenth => string.Create(CultureInfo.InvariantCulture, $"[{value(tenth)},{value(tenth)}]"), "%");
        Daemon.OnJson($"GET {Temperatures}output/forecast_output.json", $$"""{"forecast":{"horizon":2,"quantiles":{"mean":[0,0],{{rows}} } } }""");
    }

    private void PublishPort()
    {
        string steps = string.Join(',', Enumerable.Repeat("[0,1,2,3,4,5,6,7,8,9]", 2));
        string one = $$"""{"horizon":2,"quantile_forecast":[{{steps}}]}""";
        Daemon.OnJson($"GET {Port}", $$"""{"test_cases":{"simple_trend":{{one}},"sine_wave":{{one}},"step_function":{{one}} } }""");
    }
}
