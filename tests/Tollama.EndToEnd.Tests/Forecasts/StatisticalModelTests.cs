using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>The classical models as a user meets them: options, covariates and reasons, over HTTP and through a runner.</summary>
[Collection<SharedDaemonTests>]
public sealed partial class StatisticalModelTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    [Theory]
    [InlineData("auto-arima", "ARIMA")]
    [InlineData("arima", "ARIMA")]
    [InlineData("ets", "regression on 1 covariate + ETS(")]
    [InlineData("theta", "regression on 1 covariate + theta")]
    [InlineData("auto", "regression on 1 covariate + ")]
    public async Task The_forecast_follows_the_price_to_come(string model, string method)
    {
        await daemon.PullAsync(model);

        JsonElement answer = await ForecastAsync(model, Sold(futurePrice: 5), horizon: 2);
        double[] cheap = Mean(answer);
        double[] dear = Mean(await ForecastAsync(model, Sold(futurePrice: 9), horizon: 2));

        answer.GetProperty("forecasts")[0].Text("method").ToUpperInvariant().ShouldContain(method.ToUpperInvariant());

        // 10 fewer are sold for each unit of the price.
        (dear[0] - cheap[0]).ShouldBe(-40, 2);
        (dear[1] - cheap[1]).ShouldBe(-40, 2);
    }

    [Theory]
    [InlineData("auto-arima")]
    [InlineData("ets")]
    public async Task A_table_may_hold_the_price_to_come_in_rows_without_sales(string model)
    {
        await daemon.PullAsync(model);

        JsonElement answer = (await PostTableAsync(futurePrice: 5)).ShouldBeSuccess().Json;
        double[] cheap = Mean(answer);
        double[] dear = Mean((await PostTableAsync(futurePrice: 9)).ShouldBeSuccess().Json);

        (dear[0] - cheap[0]).ShouldBe(-40, 2);
        answer.GetRawText().ShouldNotContain("cannot use");

        Task<Reply> PostTableAsync(double futurePrice)
        {
            StringBuilder table = new("date,sales,price\n");
            for (int day = 0; day < 60; day++)
            {
                table.Append(CultureInfo.InvariantCulture, $"{Day(day)},{Sales(day)},{Price(day)}\n");
            }

            table.Append(CultureInfo.InvariantCulture, $"{Day(60)},,{futurePrice}\n{Day(61)},,{futurePrice}\n");
            return daemon.Raw.PostAsync($"api/forecast?model={model}&horizon=2&stream=false&target=sales&future_covariates=price", table.ToString(), Csv);
        }
    }

    [Theory]
    [InlineData("auto-arima")]
    [InlineData("theta")]
    public async Task A_price_whose_future_is_not_sent_is_ignored_with_a_warning_or_refused_when_strict(string model)
    {
        await daemon.PullAsync(model);
        JsonObject series = Sold(futurePrice: 5);
        series["past_covariates"] = series["future_covariates"]!.DeepClone();
        series["past_covariates"]!["price"]!.AsArray().RemoveRange(60, 2);
        series.Remove("future_covariates");

        JsonElement answer = await ForecastAsync(model, (JsonObject)series.DeepClone(), horizon: 2);
        Reply strict = await daemon.Raw.PostAsync("v1/forecast", Request(model, [series], horizon: 2).TrimEnd('}') + ",\"covariates_mode\":\"strict\"}");

        answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldContain($"'{model}' cannot use past_covariates.price: ignored");
        strict.ShouldBeError(400, "NOT_SUPPORTED_BY_MODEL").Text("error").ShouldContain("past_covariates.price");
    }

    [Theory]
    [InlineData("ets")]
    [InlineData("auto-arima")]
    public async Task Categories_are_texts_or_truth_values(string model)
    {
        await daemon.PullAsync(model);
        JsonObject series = SeriesOf("a", day => 50 + (Campaign(day) == "flyer" ? 20 : 0) + (day % 5 == 0 ? 10 : 0) + (day * 37 * day % 11 / 10d));
        series["future_covariates"] = new JsonObject
        {
            ["campaign"] = new JsonArray([.. Enumerable.Range(0, 60).Select(day => (JsonNode)Campaign(day)), "flyer", "none", "none"]),
            ["fifth"] = new JsonArray([.. Enumerable.Range(0, 60).Select(day => (JsonNode)(day % 5 == 0)), false, false, true]),
        };

        double[] mean = Mean(await ForecastAsync(model, series, horizon: 3));

        (mean[0] - mean[1]).ShouldBe(20, 1.5);
        (mean[2] - mean[1]).ShouldBe(10, 1.5);
    }

    [Theory]
    [InlineData("date,sales,campaign\n", 0)]
    [InlineData("date,sales,campaign\n", 30)]
    public async Task A_table_may_have_a_column_of_texts(string header, int without)
    {
        await daemon.PullAsync("ets");
        StringBuilder table = new(header);
        foreach (int day in Enumerable.Range(0, 60).Where(day => without == 0 || day != without))
        {
            table.Append(CultureInfo.InvariantCulture, $"{Day(day)},{50 + (Campaign(day) == "flyer" ? 20 : 0) + (day * 37 * day % 11 / 10d)},{Campaign(day)}\n");
        }

        table.Append(CultureInfo.InvariantCulture, $"{Day(60)},,flyer\n{Day(61)},,none\n");

        JsonElement answer = (await daemon.Raw.PostAsync("api/forecast?model=ets&horizon=2&stream=false&target=sales&future_covariates=campaign", table.ToString(), Csv)).ShouldBeSuccess().Json;

        double[] mean = Mean(answer);
        (mean[0] - mean[1]).ShouldBe(20, 1.5);
        answer.GetProperty("forecasts")[0].Text("method").ShouldStartWith("regression on 1 covariate + ");
    }

    [Fact]
    public async Task Categories_survive_a_repair()
    {
        await daemon.PullAsync("ets");
        JsonObject series = SeriesOf("a", day => 50 + (Campaign(day) == "flyer" ? 20 : 0) + (day * 37 * day % 11 / 10d));
        series["future_covariates"] = new JsonObject { ["campaign"] = new JsonArray([.. Enumerable.Range(0, 60).Select(day => (JsonNode)Campaign(day)), "flyer", "none"]) };
        foreach (string field in (string[])["timestamps", "target"])
        {
            series[field]!.AsArray().RemoveAt(30);
        }

        series["future_covariates"]!["campaign"]!.AsArray().RemoveAt(30);

        JsonElement answer = await ForecastAsync("ets", series, horizon: 2);

        double[] mean = Mean(answer);
        (mean[0] - mean[1]).ShouldBe(20, 1.5);
        answer.GetRawText().ShouldContain("filled as missing");
    }

    [Fact]
    public async Task A_strict_request_with_a_price_to_come_is_answered()
    {
        await daemon.PullAsync("ets");
        (await daemon.Raw.PostAsync("v1/forecast", Request("ets", [Sold()], horizon: 2).TrimEnd('}') + ",\"covariates_mode\":\"strict\"}")).ShouldBeSuccess()
            .Json.GetRawText().ShouldNotContain("cannot use");
    }

    [Fact]
    public async Task A_regression_may_be_turned_off()
    {
        await daemon.PullAsync("ets");

        JsonElement off = await ForecastAsync("ets", Sold(), horizon: 2, JsonNode.Parse("""{"covariate_regression":"off"}"""));
        JsonElement without = await ForecastAsync("ets", SeriesOf("a", day => Sales(day)), horizon: 2);

        Mean(off).ShouldBe(Mean(without));
    }

    [Fact]
    public async Task A_model_that_cannot_use_a_price_says_so()
    {
        await daemon.PullAsync("mock");

        JsonElement answer = await ForecastAsync("mock", Sold(futurePrice: 5), horizon: 2);

        answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldContain("'mock' cannot use future_covariates.price: ignored");
    }

    [Theory]
    [InlineData("ets", """{"model":"AAdA","season_length":7}""", "ETS(A,Ad,A)")]
    [InlineData("arima", """{"order":[0,1,1],"seasonal_order":[0,1,1],"season_length":7}""", "ARIMA(0,1,1)(0,1,1)[7]")]
    [InlineData("mstl", """{"season_length":7,"trend_model":"drift","test_seasons":false}""", "mstl, seasons of 7: drift")]
    [InlineData("seasonal-naive", """{"season_length":[30,7]}""", "seasonal-naive, season of 30")]
    [InlineData("mstl", """{"season_length":[7,30],"test_seasons":false}""", "mstl, seasons of 7 and 30: ")]
    public async Task Options_of_a_model_are_obeyed_and_told(string model, string options, string method)
    {
        await daemon.PullAsync(model);

        JsonElement answer = await ForecastAsync(model, SeriesOf("a", day => Sales(day)), horizon: 3, JsonNode.Parse(options));

        answer.GetProperty("forecasts")[0].Text("method").ShouldStartWith(method);
    }

    [Theory]
    [InlineData("auto-arima", """{"max_pp":3}""", "Did you mean 'max_p'?")]
    [InlineData("arima", """{"order":[1,1]}""", "Give three")]
    [InlineData("ets", """{"model":"QQQ"}""", "QQQ")]
    [InlineData("auto", """{"window":3}""", "Its options are season_length")]
    [InlineData("auto", """{"season_length":[7,"x"]}""", "Give an integer")]
    public async Task An_option_that_is_wrong_is_400_with_what_would_be_right(string model, string options, string hint)
    {
        await daemon.PullAsync(model);

        Reply reply = await daemon.Raw.PostAsync("v1/forecast", Request(model, [SeriesOf("a", day => Sales(day))], horizon: 3, JsonNode.Parse(options)));

        reply.ShouldBeError(400, "INVALID_REQUEST").GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(hint);
    }

    [Fact]
    public async Task Auto_names_its_members_and_their_weights()
    {
        await daemon.PullAsync("auto");

        string method = (await ForecastAsync("auto", SeriesOf("a", day => Sales(day) + (day * day * 7 % 101 / 5.0)), horizon: 3, JsonNode.Parse("""{"season_length":1}"""))).GetProperty("forecasts")[0].Text("method");

        method.ShouldStartWith("no season: ");
        double[] weights = [.. Weight().Matches(method).Select(match => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture))];
        weights.Length.ShouldBeGreaterThan(1, method);
        weights.Sum().ShouldBe(1, 0.005 * weights.Length, method);
    }

    [Fact]
    public async Task One_corrupt_series_of_100_is_told_and_99_are_answered()
    {
        await daemon.PullAsync("auto");
        JsonNode[] series = [.. Enumerable.Range(0, 100).Select(index => SeriesOf($"s{index}", index == 41 ? _ => null : day => Sales(day) + index))];

        JsonElement answer = (await daemon.Raw.PostAsync("v1/forecast", Request("auto", series, horizon: 3))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id"))
            .ShouldBe(Enumerable.Range(0, 100).Where(index => index != 41).Select(index => $"s{index}"));
        JsonElement error = answer.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.Text("id").ShouldBe("s41");
        error.GetRawText().ShouldContain("all 60 values are missing");
    }

    [Fact]
    public async Task A_gap_in_a_price_is_an_error_of_its_series_only()
    {
        await daemon.PullAsync("auto-arima");
        JsonObject bad = Sold();
        bad["id"] = "bad";
        bad["future_covariates"]!["price"]![7] = null;

        Reply reply = await daemon.Raw.PostAsync("v1/forecast", Request("auto-arima", [Sold(), bad], horizon: 2));

        JsonElement answer = reply.ShouldBeSuccess().Json;
        answer.GetProperty("forecasts").EnumerateArray().ShouldHaveSingleItem().Text("id").ShouldBe("a");
        answer.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetRawText().ShouldContain("Value 7");
    }

    private static double Price(int day) => 5 + (day * 17 % 7);

    private static string Campaign(int day) => day * 7 % 13 < 4 ? "flyer" : "none";

    private static double Sales(int day) => Math.Round(200 - (10 * Price(day)) + (day * 37 * day % 11 / 10d), 2);

    private static string Day(int day) => new DateOnly(2025, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Sold(double futurePrice = 5)
    {
        JsonObject series = SeriesOf("a", day => Sales(day));
        series["future_covariates"] = new JsonObject
        {
            ["price"] = new JsonArray([.. Enumerable.Range(0, 60).Select(Price).Append(futurePrice).Append(futurePrice).Select(value => (JsonNode)value)]),
        };
        return series;
    }

    private static JsonObject SeriesOf(string id, Func<int, double?> value) => new()
    {
        ["id"] = id,
        ["freq"] = "D",
        ["timestamps"] = new JsonArray([.. Enumerable.Range(0, 60).Select(day => (JsonNode)Day(day))]),
        ["target"] = new JsonArray([.. Enumerable.Range(0, 60).Select(day => (JsonNode?)value(day))]),
    };

    private static double[] Mean(JsonElement answer) =>
        [.. answer.GetProperty("forecasts")[0].GetProperty("mean").EnumerateArray().Select(value => value.GetDouble())];

    private static string Request(string model, JsonNode[] series, int horizon, JsonNode? options = null)
    {
        JsonObject request = new() { ["model"] = model, ["horizon"] = horizon, ["series"] = new JsonArray(series) };
        if (options is not null)
        {
            request["options"] = options;
        }

        return request.ToJsonString();
    }

    private async Task<JsonElement> ForecastAsync(string model, JsonObject series, int horizon, JsonNode? options = null) =>
        (await daemon.Raw.PostAsync("v1/forecast", Request(model, [series], horizon, options))).ShouldBeSuccess().Json;

    [GeneratedRegex(@"(?<=: | \+ )[01]\.\d\d(?= \S)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Weight();
}
