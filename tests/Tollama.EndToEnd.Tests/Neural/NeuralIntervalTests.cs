using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Hub;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>Conformal intervals of foundation models: the daemon asks them at earlier origins.</summary>
public sealed class NeuralIntervalTests : HubDaemonTest
{
    [Theory]
    [InlineData("chronos-bolt-tiny-random")]
    [InlineData("ttm-tiny-random")]
    public async Task A_model_with_and_one_without_quantiles_have_conformal_ones(string golden)
    {
        string model = "hf.co/somebody/" + golden;
        Serve("somebody/" + golden, golden);
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, model);

        JsonElement alone = Single(await raw.PostAsync("api/forecast", Body(model, NeuralRequests.Series("b", NeuralRequests.Wave(90)))));
        Reply together = await raw.PostAsync("api/forecast", Body(model, NeuralRequests.Series("a", NeuralRequests.Wave(70, 1)), NeuralRequests.Series("b", NeuralRequests.Wave(90))));

        double[] low = GoldenForecast.Numbers(alone.GetProperty("quantiles").GetProperty("0.1"));
        double[] mean = GoldenForecast.Numbers(alone.GetProperty("mean"));
        double[] high = GoldenForecast.Numbers(alone.GetProperty("quantiles").GetProperty("0.9"));
        low.Zip(mean).ShouldAllBe(pair => pair.First <= pair.Second);
        mean.Zip(high).ShouldAllBe(pair => pair.First <= pair.Second);
        high.Zip(low).ShouldAllBe(pair => pair.First > pair.Second);
        alone.Text("method").ShouldContain("earlier origins");
        together.ShouldBeSuccess().Json.GetProperty("forecasts")[1].GetRawText().ShouldBe(alone.GetRawText());
    }

    [Fact]
    public async Task A_model_has_sample_paths_of_its_own_quantiles()
    {
        // A trained network: the quantiles of random weights cross, and then each set of levels is put in order by itself.
        const string Model = "tollama-tiny";
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, Model);

        JsonElement forecast = (await raw.PostAsync(
            "api/forecast", NeuralRequests.Body(Model, 4, [NeuralRequests.Series("a", NeuralRequests.Wave(70))], [0.1, 0.9], ",\"stream\":false,\"paths\":1000,\"sum\":\"all\"")))
            .ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();

        double[][] paths = [.. forecast.GetProperty("paths").EnumerateArray().Select(GoldenForecast.Numbers)];
        double[] low = GoldenForecast.Numbers(forecast.GetProperty("quantiles").GetProperty("0.1")), high = GoldenForecast.Numbers(forecast.GetProperty("quantiles").GetProperty("0.9"));
        for (int step = 0; step < 4; step++)
        {
            (paths.Count(path => path[step] < low[step]) / 1000.0).ShouldBeInRange(0.06, 0.14);
            (paths.Count(path => path[step] > high[step]) / 1000.0).ShouldBeInRange(0.06, 0.14);
        }

        GoldenForecast.Numbers(forecast.GetProperty("sums").GetProperty("quantiles").GetProperty("0.9"))[0].ShouldBeGreaterThan(
            GoldenForecast.Numbers(forecast.GetProperty("sums").GetProperty("mean"))[0]);
    }

    [Fact]
    public async Task Series_that_look_at_each_other_are_refused()
    {
        const string Model = "hf.co/somebody/chronos-2-tiny-random";
        Serve("somebody/chronos-2-tiny-random", "chronos-2-tiny-random");
        DaemonProcess daemon = await StartWithHubAsync();
        using RawClient raw = daemon.Connect();
        await PullAsync(raw, Model);

        Reply reply = await raw.PostAsync(
            "api/forecast",
            NeuralRequests.Body(Model, 4, [NeuralRequests.Series("a", NeuralRequests.Wave(70))], [0.1, 0.9], ",\"stream\":false,\"intervals\":\"conformal\",\"options\":{\"cross_learning\":true}"));

        reply.ShouldBeError(400).Text("error").ShouldContain("intervals=conformal");
    }

    private static string Body(string model, params string[] series) =>
        NeuralRequests.Body(model, 4, series, [0.1, 0.9], ",\"stream\":false,\"intervals\":\"conformal\"");

    private static JsonElement Single(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();
}
