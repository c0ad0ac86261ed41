using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Conformal intervals, bounds and counts of classical models, over HTTP and through a runner.</summary>
[Collection<SharedDaemonTests>]
public sealed class IntervalTests(SharedDaemon daemon)
{
    private const string Conformal = ",\"intervals\":\"conformal\"";

    [Theory]
    [InlineData("theta")]
    [InlineData("naive")]
    [InlineData("auto:fast")]
    [InlineData("mock")]
    public async Task Conformal_quantiles_ascend_around_the_mean_that_the_model_has_anyway(string model)
    {
        await daemon.PullAsync(model);

        JsonElement own = await OneAsync(model, Demand("a", 80), "");
        JsonElement conformal = await OneAsync(model, Demand("a", 80), Conformal);

        Row(conformal, "mean").ShouldBe(Row(own, "mean"));
        double[] mean = Row(conformal, "mean"), low = Level(conformal, "0.1"), high = Level(conformal, "0.9");
        low.Zip(mean).ShouldAllBe(pair => pair.First <= pair.Second);
        mean.Zip(high).ShouldAllBe(pair => pair.First <= pair.Second);
        high.ShouldNotBe(Level(own, "0.9"));
        conformal.Text("method").ShouldEndWith("earlier origins");
    }

    [Fact]
    public async Task A_series_has_the_same_intervals_alone_and_among_others()
    {
        await daemon.PullAsync("theta");

        JsonElement alone = await OneAsync("theta", Demand("b", 90), Conformal);
        Reply among = await PostAsync("theta", string.Join(',', Demand("a", 40), Demand("b", 90), Demand("b@3", 60)), Conformal);

        among.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single(forecast => forecast.Text("id") == "b").GetRawText().ShouldBe(alone.GetRawText());
    }

    [Fact]
    public async Task A_short_series_keeps_the_intervals_of_the_model_and_the_warning_names_the_numbers()
    {
        await daemon.PullAsync("theta");

        JsonElement own = await OneAsync("theta", Demand("a", 6), "");
        JsonElement conformal = await OneAsync("theta", Demand("a", 6), Conformal);

        Level(conformal, "0.1").ShouldBe(Level(own, "0.1"));
        conformal.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()).ShouldContain(text => text!.Contains("6 values and a horizon of 4 give 3 errors", StringComparison.Ordinal)
            && text.Contains("takes 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_levels_nothing_is_computed_twice_and_a_warning_says_so()
    {
        await daemon.PullAsync("naive");

        Reply reply = await daemon.Raw.PostAsync("api/forecast", $$"""{"model":"naive","horizon":4,"stream":false,"series":[{{Demand("a", 30)}}]{{Conformal}}}""");

        JsonElement answer = reply.ShouldBeSuccess().Json;
        answer.GetProperty("warnings").GetRawText().ShouldContain("intervals=conformal");
        answer.GetProperty("usage").GetProperty("series_count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Conformal)]
    public async Task No_bound_is_crossed_and_quantiles_of_counts_are_counts(string more)
    {
        await daemon.PullAsync("theta");

        JsonElement forecast = await OneAsync("theta", Demand("a", 80), more + ",\"lower\":4.5,\"upper\":12,\"integer\":true");

        foreach (string level in (string[])["0.1", "0.9"])
        {
            Level(forecast, level).ShouldAllBe(value => value >= 5 && value <= 12 && value == Math.Round(value));
        }

        Row(forecast, "mean").ShouldAllBe(value => value >= 4.5 && value <= 12);
        Row(forecast, "mean").ShouldContain(value => value != Math.Round(value));
    }

    [Fact]
    public async Task A_table_is_forecast_with_the_same_fields_in_its_query()
    {
        await daemon.PullAsync("naive");
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 60).Select(day => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{(day * 7) % 11}\n")));

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=naive&horizon=3&stream=false&quantiles=0.1,0.9&intervals=conformal&lower=1&upper=9.5", csv, "text/csv");

        JsonElement forecast = reply.ShouldBeSuccess().Json.GetProperty("forecasts")[0];
        Level(forecast, "0.1").ShouldAllBe(value => value >= 1);
        Level(forecast, "0.9").ShouldAllBe(value => value <= 9.5);
        reply.Text.ShouldContain("beyond the bounds lower=1, upper=9.5");
        Reply checkedOnly = await daemon.Raw.PostAsync("api/validate?model=naive&horizon=3&lower=1&upper=9.5", csv, "text/csv");
        checkedOnly.ShouldBeSuccess().Text.ShouldContain("beyond the bounds lower=1, upper=9.5");
    }

    [Fact]
    public async Task Bounds_without_room_are_refused_by_name()
    {
        Reply reply = await PostAsync("theta", Demand("a", 20), ",\"lower\":5,\"upper\":5");

        reply.ShouldBeError(400).Text("error").ShouldContain("lower must be below upper");
    }

    [Fact]
    public async Task Another_law_of_the_errors_changes_quantiles_and_no_mean()
    {
        await daemon.PullAsync("theta");

        JsonElement own = await OneAsync("theta", Demand("a", 80), "");
        JsonElement other = await OneAsync("theta", Demand("a", 80), ",\"residuals\":\"laplace\"");
        JsonElement option = await OneAsync("theta", Demand("a", 80), ",\"options\":{\"residuals\":\"laplace\"}");

        Row(other, "mean").ShouldBe(Row(own, "mean"));
        Level(other, "0.9").ShouldNotBe(Level(own, "0.9"));
        option.GetRawText().ShouldBe(other.GetRawText());
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("croston")]
    [InlineData("mock")]
    public async Task A_model_without_residuals_refuses_with_the_models_that_have_them(string model)
    {
        await daemon.PullAsync(model);

        Reply reply = await PostAsync(model, Demand("a", 20), ",\"residuals\":\"t\"");

        JsonElement error = reply.ShouldBeError(400, "NOT_SUPPORTED_BY_MODEL");
        error.Text("error").ShouldContain($"'{model}' has no residuals");
        error.Text("hint").ShouldContain("arima, auto-arima");
        error.Text("hint").ShouldContain("intervals=conformal");
    }

    private static string Demand(string id, int length) =>
        $$"""{"id":"{{id}}","target":[{{string.Join(',', Enumerable.Range(0, length).Select(place => ((place * 7919) % 13) + ((place * 31) % 5)))}}]}""";

    private static double[] Level(JsonElement forecast, string level) => Row(forecast.GetProperty("quantiles"), level);

    private static double[] Row(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private async Task<JsonElement> OneAsync(string model, string series, string more) =>
        (await PostAsync(model, series, more)).ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();

    private Task<Reply> PostAsync(string model, string series, string more) =>
        daemon.Raw.PostAsync("api/forecast", $$"""{"model":"{{model}}","horizon":4,"stream":false,"quantiles":[0.1,0.9],"series":[{{series}}]{{more}}}""");
}
