using System.Globalization;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>What <c>include</c> adds to a forecast, over HTTP and through a runner.</summary>
[Collection<SharedDaemonTests>]
public sealed class InsightTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    private const string All = ",\"include\":[\"fitted\",\"residuals\",\"components\",\"parameters\"]";

    [Theory]
    [InlineData("api/forecast", "ets")]
    [InlineData("v1/forecast", "auto")]
    [InlineData("api/forecast", "auto-arima")]
    [InlineData("api/forecast", "croston")]
    [InlineData("api/forecast", "mstl")]
    public async Task Residuals_and_components_add_up_to_the_history_and_the_forecast_is_the_same(string route, string model)
    {
        await daemon.PullAsync(model);
        string series = Demand("a", 200, missing: 30);

        JsonElement plain = One(await PostAsync(route, model, series, ""));
        JsonElement told = One(await PostAsync(route, model, series, All));

        told.GetProperty("mean").GetRawText().ShouldBe(plain.GetProperty("mean").GetRawText());
        told.GetProperty("quantiles").GetRawText().ShouldBe(plain.GetProperty("quantiles").GetRawText());
        JsonElement history = told.GetProperty("history");
        double?[] target = Numbers(history.GetProperty("target")), fitted = Numbers(told.GetProperty("fitted")), residuals = Numbers(told.GetProperty("residuals"));
        (target.Length, fitted.Length, residuals.Length, history.GetProperty("timestamps").GetArrayLength()).ShouldBe((200, 200, 200, 200));
        history.GetProperty("timestamps")[199].GetString().ShouldBe(Day(199));
        (target[30], residuals[30]).ShouldBe((null, null));
        residuals.ShouldBe([.. target.Zip(fitted, (value, expected) => value - expected)]);
        fitted.Count(value => value is not null).ShouldBeGreaterThan(150);
        JsonElement parts = told.GetProperty("components");
        bool multiplies = parts.TryGetProperty("multiplicative", out _);
        double?[] whole = Numbers(parts.GetProperty("trend"));
        foreach (JsonProperty season in parts.GetProperty("seasonal").EnumerateObject())
        {
            whole = [.. whole.Zip(Numbers(season.Value), (sum, figure) => multiplies ? sum * figure : sum + figure)];
        }

        foreach ((double? value, double? sum) in target.Zip(whole.Zip(Numbers(parts.GetProperty("remainder")), (sum, rest) => multiplies ? sum * rest : sum + rest)))
        {
            sum.HasValue.ShouldBe(value.HasValue);
            (sum ?? 0).ShouldBe(value ?? 0, 1e-9);
        }

        parts.Text("method").ShouldNotBeEmpty();
        told.GetProperty("parameters").ValueKind.ShouldBe(JsonValueKind.Object);
        plain.Has("fitted").ShouldBeFalse();
        plain.Has("history").ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_is_told_as_much_as_json_is()
    {
        await daemon.PullAsync("ets");
        string table = "date,y\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{Day(day)},{Value(day)}\n"));

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=ets&horizon=4&stream=false&include=fitted,parameters", table, Csv);

        JsonElement forecast = One(reply);
        forecast.GetProperty("fitted").GetArrayLength().ShouldBe(60);
        forecast.GetProperty("parameters").GetProperty("alpha").GetDouble().ShouldBeInRange(0, 1);
        forecast.Has("residuals").ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_of_the_library_gets_numbers()
    {
        await daemon.PullAsync("ses");
        ForecastRequest request = new()
        {
            Model = "ses",
            Horizon = 2,
            Include = [Inclusion.Fitted, Inclusion.Residuals, Inclusion.Components, Inclusion.Parameters],
            Series = [new TimeSeries { Id = "a", Target = [3, 5, double.NaN, 4, 6] }],
        };

        SeriesForecastData forecast = (await daemon.Client.ForecastAsync(request, TestContext.Current.CancellationToken)).Forecasts.ShouldHaveSingleItem();

        forecast.Fitted!.Length.ShouldBe(5);
        forecast.Residuals![2].ShouldBe(double.NaN);
        (forecast.History!.Target[4] - forecast.Fitted[4]).ShouldBe(forecast.Residuals[4]);
        forecast.Components!.Method.ShouldBe("the states of ETS(A,N,N)");
        forecast.Parameters!.Keys.ShouldContain("alpha");
    }

    [Theory]
    [InlineData("text/csv", "CSV")]
    [InlineData("application/vnd.apache.parquet", "Parquet")]
    public async Task A_table_of_steps_has_no_place_for_it(string accept, string format)
    {
        await daemon.PullAsync("ets");
        string table = "date,y\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{Day(day)},{Value(day)}\n"));

        Reply reply = await daemon.Raw.PostAsync("api/forecast?model=ets&horizon=4&include=fitted,residuals", table, Csv, ("Accept", accept));

        string error = reply.ShouldBeError(400, "INVALID_REQUEST").Text("error");
        error.ShouldStartWith($"include=fitted,residuals has no place in an answer as {format}: a row of it is a step of the forecast", Case.Insensitive);
    }

    [Fact]
    public async Task Json_lines_have_an_object_a_series_with_all_of_it()
    {
        await daemon.PullAsync("ets");
        string table = "date,y\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{Day(day)},{Value(day)}\n"));

        Reply reply = await daemon.Raw.PostAsync("v1/forecast?model=ets&horizon=4&include=residuals", table, Csv, ("Accept", "application/x-ndjson"));

        reply.Status.ShouldBe(200, reply.Text);
        JsonDocument.Parse(reply.Text.Split('\n')[0]).RootElement.GetProperty("residuals").GetArrayLength().ShouldBe(60);
    }

    [Fact]
    public async Task Covariates_have_effects()
    {
        await daemon.PullAsync("theta");
        string price = string.Join(',', Enumerable.Range(0, 64).Select(day => day * 11 % 7));
        string series = Demand("a", 60)[..^1]
            + $",\"past_covariates\":{{\"price\":[{string.Join(',', price.Split(',')[..60])}]}},\"future_covariates\":{{\"price\":[{string.Join(',', price.Split(',')[60..])}]}}}}";

        JsonElement effect = One(await PostAsync("api/forecast", "theta", series, ",\"include\":[\"effects\"]")).GetProperty("effects").GetProperty("price");

        double coefficient = effect.GetProperty("coefficient").GetDouble();
        Numbers(effect.GetProperty("history"))[5]!.Value.ShouldBe(coefficient * (5 * 11 % 7), 1e-9);
        Numbers(effect.GetProperty("forecast"))[3]!.Value.ShouldBe(coefficient * (63 * 11 % 7), 1e-9);
    }

    [Fact]
    public async Task What_there_is_not_is_a_warning()
    {
        await daemon.PullAsync("theta");

        Reply reply = await PostAsync("api/forecast", "theta", Demand("a", 60), ",\"include\":[\"effects\"]");

        One(reply).Has("effects").ShouldBeFalse();
        reply.Json.GetProperty("warnings").EnumerateArray().Select(one => one.GetString())
            .ShouldContain("series 'a': 'theta' tells no effects of covariates: include=effects adds nothing here");
    }

    [Theory]
    [InlineData(",\"include\":[\"forecasts\"]", "include=forecasts is of a backtest; a forecast has fitted, residuals, components, parameters and effects")]
    [InlineData(",\"include\":[\"fit\"]", "include must be fitted, residuals, components, parameters, effects or forecasts")]
    [InlineData(",\"include\":[\"fitted\"],\"response_options\":{}", "include has no place in the answer of the Python tollama")]
    public async Task What_is_not_possible_is_refused_by_name(string more, string says)
    {
        await daemon.PullAsync("theta");

        (await PostAsync("api/forecast", "theta", Demand("a", 10), more)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);
    }

    [Fact]
    public async Task Measured_intervals_go_along_with_it()
    {
        await daemon.PullAsync("theta");
        string conformal = ",\"intervals\":\"conformal\"";

        JsonElement plain = One(await PostAsync("api/forecast", "theta", Demand("a", 80), conformal));
        JsonElement told = One(await PostAsync("api/forecast", "theta", Demand("a", 80), conformal + All));

        told.GetProperty("quantiles").GetRawText().ShouldBe(plain.GetProperty("quantiles").GetRawText());
        told.GetProperty("fitted").GetArrayLength().ShouldBe(80);
    }

    [Theory]
    [InlineData(0, "ets")]
    [InlineData(1, "theta")]
    public async Task The_page_shows_what_is_answered(int example, string model)
    {
        await daemon.PullAsync(model);
        string page = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "docs", "insight.md"), TestContext.Current.CancellationToken);
        string request = Between(page.Split("```bash\n")[1 + example], "-d '", "' \\\n");
        string answer = page.Split("```json\n")[1 + example].Split("\n```")[0];

        Reply reply = await daemon.Raw.PostAsync("api/forecast", request);

        ShouldHold(One(reply), JsonDocument.Parse(answer).RootElement, "");
    }

    // What the page shows is there, numbers to the digits that are shown.
    private static void ShouldHold(JsonElement actual, JsonElement shown, string place)
    {
        actual.ValueKind.ShouldBe(shown.ValueKind, place);
        switch (shown.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in shown.EnumerateObject())
                {
                    ShouldHold(actual.GetProperty(field.Name), field.Value, $"{place}.{field.Name}");
                }

                break;
            case JsonValueKind.Array:
                actual.GetArrayLength().ShouldBe(shown.GetArrayLength(), place);
                for (int index = 0; index < shown.GetArrayLength(); index++)
                {
                    ShouldHold(actual[index], shown[index], $"{place}[{index}]");
                }

                break;
            case JsonValueKind.Number:
                actual.GetDouble().ShouldBe(shown.GetDouble(), 2e-3, place);
                break;
            default:
                actual.ToString().ShouldBe(shown.ToString(), place);
                break;
        }
    }

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];

    private static JsonElement One(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("forecasts").EnumerateArray().Single();

    private static double?[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Null ? (double?)null : number.GetDouble())];

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Value(int day) => 10 + (day * 7 % 5) + (day * 3 % 7);

    private static string Demand(string id, int length, int missing = -1)
    {
        string stamps = string.Join(',', Enumerable.Range(0, length).Select(day => $"\"{Day(day)}\""));
        string values = string.Join(',', Enumerable.Range(0, length).Select(day => day == missing ? "null" : Value(day).ToString(CultureInfo.InvariantCulture)));
        return $$"""{"id":"{{id}}","timestamps":[{{stamps}}],"target":[{{values}}]}""";
    }

    private Task<Reply> PostAsync(string route, string model, string series, string more) => daemon.Raw.PostAsync(
        route, $$"""{"model":"{{model}}","stream":false,"horizon":4,"quantiles":[0.1,0.9],"series":[{{series}}]{{more}}}""");
}
