using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Hub;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

public sealed class NeuralForecastTests : HubDaemonTest
{
    private const int BoltContext = 128;
    private const int BoltHorizon = 16;

    /// <summary>The tiny models, and the family that serves each.</summary>
    public static TheoryData<string, string> Goldens =>
    [
        ("chronos-bolt-tiny-random", "chronos-bolt"),
        ("chronos-2-tiny-random", "chronos-2"),
        ("timesfm-2.5-tiny-random", "timesfm"),
        ("toto2-tiny-random", "toto2"),
        ("ttm-tiny-random", "ttm"),
    ];

    [Theory]
    [MemberData(nameof(Goldens))]
    public async Task A_model_of_every_family_is_pulled_and_forecasts(string golden, string family)
    {
        string model = "hf.co/somebody/" + golden;
        Serve("somebody/" + golden, golden);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, model);

        Reply reply = await raw.PostAsync("api/forecast", NeuralRequests.Whole(model, 6, NeuralRequests.Wave(64)));

        JsonElement forecast = reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();
        double[] low = GoldenForecast.Numbers(forecast.GetProperty("quantiles").GetProperty("0.1"));
        double[] high = GoldenForecast.Numbers(forecast.GetProperty("quantiles").GetProperty("0.9"));
        GoldenForecast.Numbers(forecast.GetProperty("mean")).ShouldAllBe(value => double.IsFinite(value));
        low.Zip(high).ShouldAllBe(pair => pair.First <= pair.Second);
        JsonElement row = (await raw.RowAsync(model)).ShouldNotBeNull();
        row.GetProperty("details").Text("family").ShouldBe(family);
        row.GetProperty("context_length").GetInt32().ShouldBePositive();
        row.GetProperty("size").GetInt64().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("sine_exact_patches")]
    [InlineData("long_horizon_rollout")]
    public async Task The_forecast_is_that_of_the_reference(string caseName)
    {
        GoldenForecast golden = GoldenForecast.OfChronosBolt(Golden("chronos-bolt-tiny-random"), caseName);
        using RawClient raw = await StartWithBoltAsync();

        Reply reply = await raw.PostAsync(
            "api/forecast", NeuralRequests.Body(Bolt, golden.Horizon, [NeuralRequests.Series("a", golden.Context)], golden.Levels, ",\"stream\":false"));

        golden.ShouldBeThatOf(reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single());
    }

    [Fact]
    public async Task The_forecast_of_a_table_is_that_of_the_reference()
    {
        GoldenForecast golden = GoldenForecast.OfChronosBolt(Golden("chronos-bolt-tiny-random"), "sine_exact_patches");
        DateOnly start = new(2024, 1, 1);
        string csv = "ds,y\n" + string.Concat(golden.Context.Select((value, day) => string.Create(CultureInfo.InvariantCulture, $"{start.AddDays(day):yyyy-MM-dd},{value:R}\n")));
        using RawClient raw = await StartWithBoltAsync();

        Reply reply = await raw.PostAsync(
            $"api/forecast?model={Bolt}&horizon={golden.Horizon}&quantiles={NeuralRequests.Text(golden.Levels)}", csv, "text/csv", ("Accept", "text/csv"));

        reply.Status.ShouldBe(200, reply.Text);
        string[][] lines = [.. reply.Text.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split(','))];
        int mean = Array.IndexOf(lines[0], "mean");
        double[][] columns = [.. golden.Levels.Select((_, level) => lines[1..].Select(line => double.Parse(line[mean + 1 + level], CultureInfo.InvariantCulture)).ToArray())];
        golden.ShouldAgree(columns);
    }

    [Fact]
    public async Task Usage_counts_what_an_option_leaves_of_the_context()
    {
        using RawClient raw = await StartWithBoltAsync();

        JsonElement answer = (await raw.PostAsync(
            "api/forecast", NeuralRequests.Body(Bolt, 4, [NeuralRequests.Series("a", NeuralRequests.Wave(100))], [0.5], ""","stream":false,"options":{"context_length":48}"""))).ShouldBeSuccess().Json;

        answer.GetProperty("usage").GetProperty("context_used").GetInt32().ShouldBe(48);
    }

    [Fact]
    public async Task A_history_that_was_cut_and_a_horizon_beyond_the_native_one_are_told()
    {
        using RawClient raw = await StartWithBoltAsync();

        JsonElement answer = (await raw.PostAsync("api/forecast", NeuralRequests.Whole(Bolt, BoltHorizon + 4, NeuralRequests.Wave(BoltContext + 72)))).ShouldBeSuccess().Json;

        JsonElement usage = answer.GetProperty("usage");
        usage.GetProperty("context_used").GetInt32().ShouldBe(BoltContext);
        usage.GetProperty("context_available").GetInt32().ShouldBe(BoltContext + 72);
        usage.GetProperty("context_truncated").GetBoolean().ShouldBeTrue();
        string warnings = answer.GetProperty("forecasts")[0].GetProperty("warnings").GetRawText();
        warnings.ShouldContain($"last {BoltContext} of {BoltContext + 72} values");
        warnings.ShouldContain($"forecasts {BoltHorizon} steps at once");
    }

    [Fact]
    public async Task Covariates_that_a_model_cannot_use_are_a_warning_or_an_error_when_strict()
    {
        using RawClient raw = await StartWithBoltAsync();
        string body = NeuralRequests.Body(Bolt, 2, [NeuralRequests.Series("a", [1, 2, 3], ""","past_covariates":{"price":[1,2,3]}""")], [0.5], ",\"stream\":false");

        JsonElement answer = (await raw.PostAsync("api/forecast", body)).ShouldBeSuccess().Json;
        Reply strict = await raw.PostAsync("api/forecast", body.TrimEnd('}') + ",\"covariates_mode\":\"strict\"}");

        answer.GetProperty("warnings").GetRawText().ShouldContain("past_covariates.price");
        strict.ShouldBeError(400, "NOT_SUPPORTED_BY_MODEL").Text("error").ShouldContain("past_covariates.price");
    }

    [Theory]
    [InlineData("chronos-bolt-tiny-random", "chronos-bolt")]
    [InlineData("timesfm-2.5-tiny-random", "timesfm")]
    [InlineData("toto2-tiny-random", "toto2")]
    [InlineData("ttm-tiny-random", "ttm")]
    public async Task A_model_that_knows_no_covariates_has_a_regression_before_it(string golden, string family)
    {
        string model = "hf.co/somebody/" + golden;
        Serve("somebody/" + golden, golden);
        using RawClient raw = (await StartWithHubAsync()).Connect();
        await PullAsync(raw, model);
        double[] price = [.. Enumerable.Range(0, 66).Select(step => (double)(step * 17 % 7))];
        double[] target = [.. NeuralRequests.Wave(64).Zip(price, (value, paid) => 100 + value + (8 * paid))];

        async Task<JsonElement> ForecastAsync(double last)
        {
            string series = NeuralRequests.Series("a", target, $$""","future_covariates":{"price":[{{NeuralRequests.Text([.. price[..65], last])}}]}""");
            string body = NeuralRequests.Body(model, 2, [series], [0.1, 0.5, 0.9], ",\"stream\":false,\"covariates_mode\":\"strict\"");
            return (await raw.PostAsync("api/forecast", body)).ShouldBeSuccess().Json.GetProperty("forecasts")[0];
        }

        JsonElement cheap = await ForecastAsync(1), dear = await ForecastAsync(5);

        cheap.Text("method").ShouldStartWith("regression on 1 covariate + ");
        cheap.Text("method").ShouldContain(family);
        double[] before = GoldenForecast.Numbers(cheap.GetProperty("mean")), after = GoldenForecast.Numbers(dear.GetProperty("mean"));
        after[0].ShouldBe(before[0]);
        (after[1] - before[1]).ShouldBe(32, 1);
        double[] high = GoldenForecast.Numbers(dear.GetProperty("quantiles").GetProperty("0.9"));
        (high[1] - GoldenForecast.Numbers(cheap.GetProperty("quantiles").GetProperty("0.9"))[1]).ShouldBe(after[1] - before[1], 1e-6);
    }

    [Fact]
    public async Task Chronos_2_reads_numbers_and_categories_in_both_lengths()
    {
        Serve("amazon/chronos-2", "chronos-2-tiny-random");
        using RawClient raw = (await StartWithHubAsync()).Connect();
        await PullAsync(raw, "chronos-2");
        string[] days = [.. Enumerable.Range(0, 34).Select(day => day % 3 == 0 ? "\"a\"" : "\"b\"")];
        string price = NeuralRequests.Text(NeuralRequests.Wave(34, phase: 2));

        async Task<string> ForecastAsync(string covariates)
        {
            string body = NeuralRequests.Body(
                "chronos-2", 2, [NeuralRequests.Series("a", NeuralRequests.Wave(32), covariates)], [0.1, 0.9], ",\"stream\":false,\"covariates_mode\":\"strict\"");
            return (await raw.PostAsync("api/forecast", body)).Forecasts();
        }

        string whole = await ForecastAsync($$""","future_covariates":{"price":[{{price}}],"day":[{{string.Join(',', days)}}]}""");
        string[] prices = price.Split(',');
        string apart = await ForecastAsync(
            $$""","past_covariates":{"price":[{{string.Join(',', prices[..32])}}],"day":[{{string.Join(',', days[..32])}}]},"future_covariates":{"price":[{{string.Join(',', prices[32..])}}],"day":[{{string.Join(',', days[32..])}}]}""");

        apart.ShouldBe(whole);
        whole.ShouldNotContain("ignored");
        whole.ShouldNotBe(await ForecastAsync($$""","future_covariates":{"price":[{{price}}]}"""));
        whole.ShouldNotBe(await ForecastAsync(""));
    }

    [Theory]
    [InlineData("chronos-2-tiny-random")]
    [InlineData("toto2-tiny-random")]
    public async Task Series_of_a_joint_request_look_at_each_other(string golden)
    {
        string model = "hf.co/somebody/" + golden;
        Serve("somebody/" + golden, golden);
        using RawClient raw = (await StartWithHubAsync()).Connect();
        await PullAsync(raw, model);
        string one = NeuralRequests.Series("a", NeuralRequests.Wave(64)), two = NeuralRequests.Series("b", NeuralRequests.Wave(64, phase: 3));
        Task<Reply> PostAsync(string[] series, string options) =>
            raw.PostAsync("api/forecast", NeuralRequests.Body(model, 6, series, [0.1, 0.5, 0.9], ",\"stream\":false" + options));
        static string First(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("forecasts")[0].GetProperty("mean").GetRawText();
        const string Joint = ",\"options\":{\"joint\":true}";

        string alone = First(await PostAsync([one], ""));
        Reply[] together = await Task.WhenAll(PostAsync([one, two], Joint), PostAsync([one], Joint), PostAsync([one, two], ""));

        First(together[0]).ShouldNotBe(alone);
        First(together[1]).ShouldBe(alone);
        First(together[2]).ShouldBe(alone);
        together[0].Json.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task The_columns_of_a_wide_table_are_forecast_jointly_when_the_user_says_so()
    {
        Serve("amazon/chronos-2", "chronos-2-tiny-random");
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, "chronos-2");
        double[] north = NeuralRequests.Wave(64), south = NeuralRequests.Wave(64, phase: 3);
        string table = daemon.Home.PathOf("wide.csv");
        DateOnly start = new(2024, 1, 1);
        await File.WriteAllLinesAsync(
            table,
            north.Select((value, day) => string.Create(CultureInfo.InvariantCulture, $"{start.AddDays(day):yyyy-MM-dd},{value:R},{south[day]:R}")).Prepend("date,north,south"),
            TestContext.Current.CancellationToken);
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOST"] = daemon.Address.Authority, ["TOLLAMA_HOME"] = daemon.Home.Folder };
        Task<ProgramRun> RunAsync(params string[] more) =>
            ProgramRun.RunAsync(Programs.Cli, ["run", "chronos-2", table, "--horizon", "6", "--target", "north,south", "--format", "json", .. more], environment);
        static string Means(JsonElement answer) => string.Join(';', answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.GetProperty("mean").GetRawText()));
        string request = NeuralRequests.Body(
            "chronos-2", 6, [NeuralRequests.Series("north", north), NeuralRequests.Series("south", south)], [], ""","stream":false,"options":{"joint":true}""");

        ProgramRun joint = await RunAsync("-o", "joint=true"), apart = await RunAsync();

        joint.ExitCode.ShouldBe(0, joint.Errors);
        string means = Means(JsonElement.Parse(joint.Output));
        means.ShouldBe(Means((await raw.PostAsync("api/forecast", request)).ShouldBeSuccess().Json));
        means.ShouldNotBe(Means(JsonElement.Parse(apart.Output)));
    }

    [Fact]
    public async Task Joint_series_that_end_at_different_times_and_models_that_know_no_joint_forecast_are_told()
    {
        Serve("amazon/chronos-2", "chronos-2-tiny-random");
        using RawClient raw = await StartWithBoltAsync();
        await PullAsync(raw, "chronos-2");
        string[] series =
        [
            NeuralRequests.Series("a", [1, 2, 3], ""","timestamps":["2025-01-01","2025-01-02","2025-01-03"]"""),
            NeuralRequests.Series("b", [1, 2, 3], ""","timestamps":["2025-01-02","2025-01-03","2025-01-04"]"""),
        ];
        Task<Reply> PostAsync(string model) => raw.PostAsync("api/forecast", NeuralRequests.Body(model, 2, series, [], ",\"stream\":false,\"options\":{\"joint\":true}"));

        JsonElement answer = (await PostAsync("chronos-2")).ShouldBeSuccess().Json;
        answer.GetProperty("forecasts").EnumerateArray().SelectMany(forecast => forecast.GetProperty("warnings").EnumerateArray())
            .Select(warning => warning.GetString()).ShouldContain(warning => warning!.Contains("series 'a' ends at 2025-01-03, 'b' at 2025-01-04"));
        (await PostAsync(Bolt)).ShouldBeError(400, "INVALID_REQUEST").GetRawText().ShouldContain("joint");
    }

    [Fact]
    public async Task Eight_clients_at_once_get_the_bits_that_each_would_get_alone()
    {
        const int Clients = 8;
        const int Rounds = 5;
        using RawClient raw = await StartWithBoltAsync();
        string[] bodies = [.. Enumerable.Range(0, Clients).Select(client => NeuralRequests.Whole(Bolt, 20, NeuralRequests.Wave(40 + (11 * client), client)))];
        List<string> alone = [];
        foreach (string body in bodies)
        {
            alone.Add((await raw.PostAsync("api/forecast", body)).Forecasts());
        }

        for (int round = 0; round < Rounds; round++)
        {
            Reply[] together = await Task.WhenAll(bodies.Select(body => raw.PostAsync("api/forecast", body)));
            together.Select(reply => reply.Forecasts()).ShouldBe(alone);
        }
    }

    private async Task<RawClient> StartWithBoltAsync()
    {
        Serve(BoltRepository);
        DaemonProcess daemon = await StartWithHubAsync();
        RawClient raw = daemon.Connect();
        await PullAsync(raw);
        return raw;
    }
}
