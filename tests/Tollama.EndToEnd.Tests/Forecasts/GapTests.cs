using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Forecasts that begin some steps after the last value: they are the last steps of longer ones.</summary>
[Collection<SharedDaemonTests>]
public sealed class GapTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    private static readonly double[] Season = [3, -1, 0, 5, -4, 2, -5];

    [Theory]
    [InlineData("auto", "")]
    [InlineData("auto-ets", "")]
    [InlineData("auto-arima", "")]
    [InlineData("theta", "")]
    [InlineData("seasonal-naive", "")]
    [InlineData("mfles", "")]
    [InlineData("tollama-tiny", "")]
    [InlineData("theta", ",\"intervals\":\"conformal\"")]
    [InlineData("naive", ",\"paths\":40,\"seed\":5")]
    [InlineData("tollama-tiny", ",\"paths\":40,\"seed\":5,\"integer\":true,\"lower\":0")]
    public async Task A_forecast_with_a_gap_is_the_end_of_a_longer_one(string model, string more)
    {
        await daemon.PullAsync(model);

        JsonElement late = await ForecastAsync(model, Daily(90), $",\"gap\":5,\"horizon\":4{more}");
        JsonElement whole = await ForecastAsync(model, Daily(90), $",\"horizon\":9{more}");

        ShouldBeTheEndOf(late, whole, 4);
        late.Text("start_timestamp").ShouldBe("2024-04-05");
        if (more.Contains("paths", StringComparison.Ordinal))
        {
            double[][] told = [.. late.GetProperty("paths").EnumerateArray().Select(Numbers)];
            double[][] all = [.. whole.GetProperty("paths").EnumerateArray().Select(Numbers)];
            told.Length.ShouldBe(40);
            told.ShouldBe(all.Select(path => path[^4..]));
        }
    }

    [Fact]
    public async Task Covariates_are_known_for_the_gap_and_the_steps_behind_it()
    {
        await daemon.PullAsync("auto-arima");
        string covariate = $",\"future_covariates\":{{\"price\":[{string.Join(',', Enumerable.Range(0, 89).Select(Price))}]}}";

        JsonElement late = await ForecastAsync("auto-arima", Daily(80, covariate), ",\"gap\":4,\"horizon\":5");
        JsonElement whole = await ForecastAsync("auto-arima", Daily(80, covariate), ",\"horizon\":9");
        JsonElement without = await ForecastAsync("auto-arima", Daily(80), ",\"gap\":4,\"horizon\":5");
        Reply tooFew = await PostAsync("auto-arima", Daily(80, ",\"future_covariates\":{\"price\":[1,2,3,4,5]}"), ",\"gap\":4,\"horizon\":5");

        ShouldBeTheEndOf(late, whole, 5);
        Numbers(late.GetProperty("mean")).ShouldNotBe(Numbers(without.GetProperty("mean")));
        tooFew.ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("needs 9 (the gap and horizon alone) or 89 (target, gap and horizon)");
    }

    [Fact]
    public async Task Sums_thresholds_and_measures_count_the_steps_that_are_answered()
    {
        await daemon.PullAsync("naive");

        // The history ends on 30 March, and 31 March lies in the gap.
        JsonElement late = (await PostAsync(
            "naive", Daily(90, ",\"actuals\":[10,null,12]"), ",\"gap\":1,\"horizon\":3,\"sum\":\"month\",\"threshold\":10,\"metrics\":[\"mae\"]")).ShouldBeSuccess().Json;

        JsonElement forecast = late.GetProperty("forecasts")[0];
        double mean = Numbers(forecast.GetProperty("mean"))[0];
        forecast.GetProperty("sums").GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe(["2024-04-01"]);
        Numbers(forecast.GetProperty("sums").GetProperty("steps")).ShouldBe([3]);
        Numbers(forecast.GetProperty("sums").GetProperty("mean"))[0].ShouldBe(3 * mean, 1e-9);
        Numbers(forecast.GetProperty("threshold").GetProperty("above").GetProperty("chance")).Length.ShouldBe(3);
        late.GetProperty("metrics").GetProperty("aggregate").GetProperty("mae").GetDouble().ShouldBe((Math.Abs(10 - mean) + Math.Abs(12 - mean)) / 2, 1e-12);
        late.GetProperty("usage").GetProperty("horizon").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task The_sum_of_late_steps_is_as_wide_as_paths_through_the_gap_make_it()
    {
        await daemon.PullAsync("naive");

        JsonElement late = await ForecastAsync("naive", Daily(90), ",\"gap\":30,\"horizon\":2,\"sum\":\"all\",\"paths\":4000");

        // Steps 31 and 32 of a random walk hang together: their sum is nearly twice as wide as one of them.
        double[] low = Numbers(late.GetProperty("quantiles").GetProperty("0.1")), high = Numbers(late.GetProperty("quantiles").GetProperty("0.9"));
        JsonElement quantiles = late.GetProperty("sums").GetProperty("quantiles");
        double width = Numbers(quantiles.GetProperty("0.9"))[0] - Numbers(quantiles.GetProperty("0.1"))[0];
        (width / (high[0] - low[0])).ShouldBeInRange(1.85, 2.15);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/vnd.apache.parquet")]
    [InlineData("application/vnd.apache.arrow.stream")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Every_format_has_the_steps_behind_the_gap(string accept)
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=mock&gap=2&horizon=3&freq=D", "ds,y\n2025-01-01,1\n2025-01-02,2\n", Csv, ("Accept", accept));

        reply.Status.ShouldBe(200, reply.Text);
        if (accept == Csv)
        {
            reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[^2]).ShouldBe(["2025-01-05", "2025-01-06", "2025-01-07"]);
        }
        else if (accept == "application/x-ndjson")
        {
            reply.Text.ShouldContain("\"timestamps\":[\"2025-01-05\",\"2025-01-06\",\"2025-01-07\"]");
        }
    }

    [Theory]
    [InlineData(2, "2025-01-06")]
    [InlineData(4, null)]
    public async Task The_horizon_of_a_table_is_its_rows_of_the_future_less_the_gap(int gap, string? first)
    {
        await daemon.PullAsync("auto-arima");
        string table = "ds,y,promo\n" + string.Concat(Enumerable.Range(0, 30).Select(day => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 12, 5).AddDays(day):yyyy-MM-dd},{10 + Season[day % 7]},{day % 2}\n")))
            + string.Concat(Enumerable.Range(30, 4).Select(day => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 12, 5).AddDays(day):yyyy-MM-dd},,{day % 2}\n")));

        Reply reply = await daemon.Raw.PostAsync($"api/forecast?model=auto-arima&gap={gap}&future_covariates=promo&stream=false", table, Csv);

        if (first is null)
        {
            reply.ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain("the table has 4 rows after the last value, and gap=4 leaves none of them");
            return;
        }

        JsonElement answer = reply.ShouldBeSuccess().Json;
        answer.GetProperty("forecasts")[0].GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString()).ShouldBe([first, "2025-01-07"]);
        answer.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetString()!.Contains("2 steps are forecast, the rows after the last value and the gap"));
    }

    [Theory]
    [InlineData("9999", "1", null)]
    [InlineData("9999", "2", "a gap of 9999 steps and a horizon of 2 are 10001 steps after the last value; the limit is 10000 (TOLLAMA_MAX_HORIZON)")]
    [InlineData("-1", "2", "gap must be from 0 to 10000")]
    [InlineData("10001", "2", "gap must be from 0 to 10000")]
    [InlineData("1.5", "2", "gap must be a whole number, not 1.5")]
    public async Task A_gap_counts_towards_the_longest_horizon(string gap, string horizon, string? says)
    {
        await daemon.PullAsync("naive");

        Reply reply = await PostAsync("naive", Daily(20), $",\"gap\":{gap},\"horizon\":{horizon}");

        if (says is null)
        {
            reply.ShouldBeSuccess();
        }
        else
        {
            reply.ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);
        }
    }

    [Theory]
    [InlineData("compare", "\"models\":[\"naive\"]", "results")]
    [InlineData("what-if", "\"model\":\"naive\",\"scenarios\":[{\"name\":\"twice\",\"transforms\":[{\"operation\":\"multiply\",\"field\":\"target\",\"value\":2}]}]", "baseline")]
    [InlineData("auto-forecast", "\"allow_fallback\":true", "response")]
    public async Task The_routes_of_the_Python_tollama_have_it_too(string route, string fields, string answered)
    {
        await daemon.PullAsync("naive");

        JsonElement answer = (await daemon.Raw.PostAsync($"api/{route}", $$"""{{{fields}},"gap":3,"horizon":2,"series":[{{Daily(40)}}]}""")).ShouldBeSuccess().Json;

        JsonElement part = answer.GetProperty(answered);
        JsonElement forecast = (part.ValueKind == JsonValueKind.Array ? part[0].GetProperty("response") : part).GetProperty("forecasts")[0];
        forecast.Text("start_timestamp").ShouldBe("2024-02-13");
        Numbers(forecast.GetProperty("mean")).Length.ShouldBe(2);
        if (answer.TryGetProperty("horizon", out JsonElement horizon))
        {
            horizon.GetInt32().ShouldBe(2);
        }
    }

    private static void ShouldBeTheEndOf(JsonElement late, JsonElement whole, int horizon)
    {
        Ends(late.GetProperty("timestamps"), whole.GetProperty("timestamps"));
        Ends(late.GetProperty("mean"), whole.GetProperty("mean"));
        foreach (JsonProperty level in whole.GetProperty("quantiles").EnumerateObject())
        {
            Ends(late.GetProperty("quantiles").GetProperty(level.Name), level.Value);
        }

        // Their texts: to the last bit.
        void Ends(JsonElement part, JsonElement all) =>
            part.EnumerateArray().Select(one => one.GetRawText()).ShouldBe(all.EnumerateArray().TakeLast(horizon).Select(one => one.GetRawText()));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static string Price(int day) => (1 + (day * 13 % 11)).ToString(CultureInfo.InvariantCulture);

    private static string Daily(int length, string more = "")
    {
        string values = string.Join(
            ',', Enumerable.Range(0, length).Select(day => (40 + Season[day % 7] + (day * 13 % 11) + (day * 7919 % 17 / 8.0)).ToString("R", CultureInfo.InvariantCulture)));
        return $$"""{"id":"a","freq":"D","start":"2024-01-01","target":[{{values}}]{{more}}}""";
    }

    private async Task<JsonElement> ForecastAsync(string model, string series, string more) =>
        (await PostAsync(model, series, more)).ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();

    private Task<Reply> PostAsync(string model, string series, string more) =>
        daemon.Raw.PostAsync("api/forecast", $$"""{"model":"{{model}}","stream":false,"quantiles":[0.1,0.9],"series":[{{series}}]{{more}}}""");
}
