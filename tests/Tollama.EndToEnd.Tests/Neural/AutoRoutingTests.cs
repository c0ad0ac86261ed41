using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Hub;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>Who answers a request to <c>auto</c>.</summary>
public sealed class AutoRoutingTests : HubDaemonTest
{
    private const string Chronos2 = "chronos-2";

    private const string Whole = ",\"stream\":false";

    [Fact]
    public async Task The_best_foundation_model_answers_hourly_values_and_says_why()
    {
        using RawClient raw = await StartAsync(withModels: true);

        Reply reply = await raw.PostAsync("api/forecast", Hourly("auto"));

        JsonElement answer = reply.ShouldBeSuccess().Json;
        answer.Text("model").ShouldBe(Chronos2);
        answer.GetProperty("forecasts")[0].Text("method").ShouldBe("chronos-2: values more often than weekly (steps of one hour), and it is the best foundation model installed");
        JsonElement direct = (await raw.PostAsync("api/forecast", Hourly(Chronos2))).ShouldBeSuccess().Json;
        GoldenForecast.Numbers(answer.GetProperty("forecasts")[0].GetProperty("mean")).ShouldBe(GoldenForecast.Numbers(direct.GetProperty("forecasts")[0].GetProperty("mean")));
    }

    [Fact]
    public async Task A_long_history_without_dates_goes_to_a_foundation_model()
    {
        using RawClient raw = await StartAsync(withModels: true);

        Reply reply = await raw.PostAsync("api/forecast", NeuralRequests.Whole("auto", 4, NeuralRequests.Wave(512)));

        reply.ShouldBeSuccess().Json.GetProperty("forecasts")[0].Text("method").ShouldBe("chronos-2: 512 values or more, and it is the best foundation model installed");
    }

    /// <summary>Requests that classical models answer better, or that are addressed to them.</summary>
    public static TheoryData<string, string> Classical => new()
    {
        { "monthly", Dated("auto", "MS", NeuralRequests.Wave(120)) },
        { "few values", Dated("auto", "h", NeuralRequests.Wave(71)) },
        { "no dates", NeuralRequests.Whole("auto", 4, NeuralRequests.Wave(511)) },
        { "intermittent", Dated("auto", "D", [.. Enumerable.Range(0, 100).Select(day => day % 3 == 0 ? 2.0 : 0)]) },
        { "an option of auto", Dated("auto", "h", NeuralRequests.Wave(100), ""","options":{"season_length":24}""") },
        { "another tier", Dated("auto:fast", "h", NeuralRequests.Wave(100)) },
    };

    [Theory]
    [MemberData(nameof(Classical))]
    public async Task Classical_models_answer_the_rest(string why, string body)
    {
        using RawClient raw = await StartAsync(withModels: true);
        await PullAsync(raw, "auto:fast");

        Reply reply = await raw.PostAsync("api/forecast", body);

        reply.ShouldBeSuccess().Json.Text("model").ShouldStartWith("auto", Case.Sensitive, why);
    }

    [Fact]
    public async Task A_covariate_of_the_past_alone_is_used_by_the_model_that_can()
    {
        using RawClient raw = await StartAsync(withModels: true);
        string visitors = $$""","past_covariates":{"visitors":[{{NeuralRequests.Text(NeuralRequests.Wave(600, phase: 1))}}]}""";

        JsonElement answer = (await raw.PostAsync("api/forecast", NeuralRequests.Body(
            "auto", 4, [NeuralRequests.Series("a", NeuralRequests.Wave(600), visitors)], [0.5], Whole + ",\"covariates_mode\":\"strict\""))).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe(Chronos2);
        answer.GetRawText().ShouldNotContain("cannot use");
    }

    [Fact]
    public async Task Where_a_regression_stands_before_the_model_that_answers_both_are_named()
    {
        using RawClient raw = (await StartWithHubAsync()).Connect();
        Serve(BoltRepository);
        await PullAsync(raw, "auto");
        await PullAsync(raw);
        string price = $$""","future_covariates":{"price":[{{NeuralRequests.Text(NeuralRequests.Wave(604, phase: 1))}}]}""";

        JsonElement answer = (await raw.PostAsync("api/forecast", NeuralRequests.Body(
            "auto", 4, [NeuralRequests.Series("a", NeuralRequests.Wave(600), price)], [0.5], Whole + ""","options":{"covariate_ridge":1}"""))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].Text("method").ShouldBe(
            "chronos-bolt:tiny: 512 values or more, and it is the best foundation model installed; regression on 1 covariate + chronos-bolt");
    }

    [Fact]
    public async Task Half_of_the_series_decide()
    {
        using RawClient raw = await StartAsync(withModels: true);
        string shortOne = NeuralRequests.Series("short", NeuralRequests.Wave(20));
        string longOne = NeuralRequests.Series("long", NeuralRequests.Wave(600));

        string half = await ModelAsync(raw, NeuralRequests.Body("auto", 4, [shortOne, longOne], [0.5], Whole));
        string fewer = await ModelAsync(raw, NeuralRequests.Body("auto", 4, [shortOne, longOne, NeuralRequests.Series("other", NeuralRequests.Wave(20))], [0.5], Whole));

        (half, fewer).ShouldBe((Chronos2, "auto"));
    }

    [Fact]
    public async Task Without_a_foundation_model_auto_itself_answers()
    {
        using RawClient raw = await StartAsync(withModels: false);

        (await ModelAsync(raw, Hourly("auto"))).ShouldBe("auto");
    }

    [Fact]
    public async Task A_foundation_model_that_cannot_be_loaded_costs_a_warning_and_no_answer()
    {
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAllAsync(raw);
        string weights = Directory.GetFiles(daemon.Home.PathOf(Path.Join("models", "blobs"))).MaxBy(file => new FileInfo(file).Length)!;
        await File.WriteAllBytesAsync(weights, new byte[new FileInfo(weights).Length], TestContext.Current.CancellationToken);

        JsonElement answer = (await raw.PostAsync("api/forecast", Hourly("auto"))).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("auto");
        answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!).ShouldContain(warning => warning.StartsWith("'chronos-2' could not be loaded", StringComparison.Ordinal));
    }

    private async Task<RawClient> StartAsync(bool withModels)
    {
        RawClient raw = (await StartWithHubAsync()).Connect();
        await (withModels ? PullAllAsync(raw) : PullAsync(raw, "auto"));
        return raw;
    }

    private async Task PullAllAsync(RawClient raw)
    {
        Serve("amazon/chronos-2", "chronos-2-tiny-random");
        await PullAsync(raw, "auto");
        await PullAsync(raw, Chronos2);
    }

    private static async Task<string> ModelAsync(RawClient raw, string body) =>
        (await raw.PostAsync("api/forecast", body)).ShouldBeSuccess().Json.Text("model");

    private static string Hourly(string model) => Dated(model, "h", NeuralRequests.Wave(100));

    private static string Dated(string model, string freq, double[] target, string options = "")
    {
        DateTime start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        IEnumerable<DateTime> times = Enumerable.Range(0, target.Length).Select(step => freq switch
        {
            "h" => start.AddHours(step),
            "D" => start.AddDays(step),
            _ => start.AddMonths(step),
        });
        string dates = string.Join(',', times.Select(time => time.ToString("\\\"yyyy-MM-ddTHH:mm:ss\\\"", CultureInfo.InvariantCulture)));
        return NeuralRequests.Body(
            model, 4, [NeuralRequests.Series("a", target, $$""","freq":"{{freq}}","timestamps":[{{dates}}]""")], [0.1, 0.5, 0.9], Whole + options);
    }
}
