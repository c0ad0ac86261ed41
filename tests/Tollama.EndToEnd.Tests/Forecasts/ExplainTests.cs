using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.Testing;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/explain</c> over real processes.</summary>
[Collection<SharedDaemonTests>]
public sealed class ExplainTests(SharedDaemon daemon)
{
    // Sixteen weeks, highest on Sunday, with a little noise.
    private static readonly double[] Weekly = [.. Enumerable.Range(0, 112).Select(day => 100 + (0.5 * day) + (10 * (day % 7)) + (day * 37 % 17 / 8.0))];

    [Fact]
    public async Task Season_trend_and_outlier_are_told_and_no_model_is_needed()
    {
        double[] values = [.. Weekly];
        values[60] += 80;

        JsonElement series = One(await PostAsync($$"""{"series":[{{Series("a", values)}}]}"""));

        series.Text("freq").ShouldBe("D");
        series.Text("start").ShouldBe("2024-01-01");
        series.Text("end").ShouldBe("2024-04-21");
        series.GetProperty("length").GetInt32().ShouldBe(112);
        JsonElement season = series.GetProperty("seasons").EnumerateArray().ShouldHaveSingleItem();
        season.GetProperty("length").GetInt32().ShouldBe(7);
        season.GetProperty("strength").GetDouble().ShouldBeGreaterThan(0.9);
        season.GetProperty("size").GetDouble().ShouldBe(60, 6);
        season.Text("high").ShouldBe("Sunday");
        season.Text("low").ShouldBe("Monday");
        series.GetProperty("trend").Text("direction").ShouldBe("up");
        series.GetProperty("trend").GetProperty("slope").GetDouble().ShouldBe(0.5, 0.1);
        JsonElement outlier = series.GetProperty("outliers").EnumerateArray().ShouldHaveSingleItem();
        outlier.Text("timestamp").ShouldBe("2024-03-01");
        outlier.GetProperty("score").GetDouble().ShouldBeGreaterThan(5);
        series.GetProperty("outlier_count").GetInt32().ShouldBe(1);
        series.Text("model").ShouldBe("auto");
        series.Text("method").ShouldNotBeEmpty();
        series.Text("reason").ShouldBe("no model was named, and 'auto' is the usual one");
        series.GetProperty("parameters").EnumerateObject().ShouldNotBeEmpty();
        JsonElement parts = series.GetProperty("components");
        foreach (JsonElement list in (JsonElement[])[series.GetProperty("timestamps"), series.GetProperty("values"), parts.GetProperty("trend"), parts.GetProperty("seasonal").GetProperty("7")])
        {
            list.GetArrayLength().ShouldBe(112);
        }
    }

    public static TheoryData<string> Bodies =>
    [
        $$"""{"series":[{{Series("a", Weekly)}}]}""",
        $$"""{"model":"theta","series":[{"id":"no times","target":[{{Numbers(Weekly)}}]}]}""",
        $$"""{"model":"ets","series":[{"id":"months","freq":"MS","start":"2001-03-01","target":[{{Numbers([.. Weekly.Select((value, month) => month is 30 or 31 ? double.NaN : value + (90 * (month % 12)))])}}]}]}""",
        $$"""{"model":"theta","series":[{"id":"short","freq":"15min","start":"2024-01-01T00:00:00","target":[3,1,2]},{"id":"constant","target":[{{Numbers([.. Enumerable.Repeat(5.0, 40)])}}]}]}""",
        $$"""{"model":"theta","series":[{"id":"shift","freq":"h","start":"2024-01-01T00:00:00","target":[{{Numbers([.. Weekly.Select((value, hour) => value + (hour is >= 50 and < 54 ? 700 : 0))])}}]}]}""",
        $$$"""{"model":"theta","series":[{"id":"p","target":[{{{Numbers([.. Weekly.Select((value, day) => value - (2.5 * Price(day)))])}}}],"past_covariates":{"price 7":[{{{Numbers([.. Weekly.Select((_, day) => Price(day))])}}}]}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Every_number_of_the_text_is_a_field(string body)
    {
        foreach (JsonElement series in (await PostAsync(body)).ShouldBeSuccess().Json.GetProperty("series").EnumerateArray())
        {
            series.GetProperty("text").GetArrayLength().ShouldBeGreaterThan(2);
            CarriedNumbers.Invented(series).ShouldBeEmpty(series.GetRawText());
        }
    }

    [Fact]
    public async Task A_level_that_changed_for_good_is_told()
    {
        double[] values = [.. Weekly.Select((value, day) => value - (0.5 * day) + (day >= 80 ? 90 : 0))];

        JsonElement series = One(await PostAsync($$"""{"model":"theta","series":[{{Series("a", values)}}]}"""));

        JsonElement shift = series.GetProperty("shifts").EnumerateArray().ShouldHaveSingleItem();
        shift.Text("timestamp").ShouldBe("2024-03-21");
        shift.GetProperty("size").GetDouble().ShouldBe(90, 10);
        shift.GetProperty("length").GetInt32().ShouldBe(32);
        series.GetProperty("text").EnumerateArray().ShouldContain(line => line.GetString()!.StartsWith("From 2024-03-21 on its level is ", StringComparison.Ordinal));
        CarriedNumbers.Invented(series).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_covariate_adds_is_told_though_its_future_is_not_known()
    {
        JsonElement series = One(await PostAsync(Bodies.Last().Data));

        JsonElement effect = series.GetProperty("effects").GetProperty("price 7");
        effect.GetProperty("coefficient").GetDouble().ShouldBe(-2.5, 0.3);
        effect.GetProperty("history").GetArrayLength().ShouldBe(112);
        effect.Has("forecast").ShouldBeFalse();
        series.GetProperty("warnings").EnumerateArray().ShouldContain(line => line.GetString()!.Contains("future was not sent", StringComparison.Ordinal));
        series.GetProperty("text").EnumerateArray().ShouldContain(line => line.GetString()!.StartsWith("Each unit of 'price 7' takes 2.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_series_that_fails_does_not_fail_the_others()
    {
        JsonElement answer = (await PostAsync($$"""{"model":"theta","series":[{"id":"none","target":[null,null,null]},{{Series("a", Weekly)}}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("series").EnumerateArray().ShouldHaveSingleItem().Text("id").ShouldBe("a");
        answer.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().Text("id").ShouldBe("none");
    }

    [Fact]
    public async Task A_stream_tells_how_far_it_is_and_ends_with_the_answer()
    {
        Reply reply = await PostAsync($$"""{"model":"theta","stream":true,"series":[{{string.Join(',', Enumerable.Range(0, 4).Select(id => Series($"s{id}", Weekly)))}}]}""");

        JsonElement[] lines = [.. reply.ShouldBeSuccess().Lines];
        lines[^1].GetProperty("response").GetProperty("series").GetArrayLength().ShouldBe(4);
        lines[..^1].ShouldContain(line => line.Text("status") == "running explain");
        lines[..^1].Where(line => line.Has("completed")).ShouldAllBe(line => line.GetProperty("completed").GetInt32() <= 4 && line.GetProperty("total").GetInt32() == 4);
    }

    [Theory]
    [InlineData("\"level\":90", "unknown field 'level'")]
    [InlineData("\"include\":[\"components\"]", "unknown field 'include'")]
    [InlineData("\"quantiles\":[0.5]", "unknown field 'quantiles'")]
    [InlineData("\"horizon\":0", "horizon must be")]
    public async Task What_has_no_effect_is_refused(string field, string says) =>
        (await PostAsync($$"""{"series":[{{Series("a", Weekly)}}],{{field}}}""")).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    [Fact]
    public async Task A_model_that_is_not_installed_is_named() =>
        (await PostAsync($$"""{"model":"no-such-model","series":[{{Series("a", Weekly)}}]}""")).ShouldBeError(404, "MODEL_NOT_FOUND").Text("error").ShouldContain("no-such-model");

    [Fact]
    public async Task The_example_of_the_page_is_what_is_answered()
    {
        string page = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "docs", "explain.md"), TestContext.Current.CancellationToken);
        string table = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "examples", "air-passengers.csv"), TestContext.Current.CancellationToken);
        string[] text = page.Split("```text\n")[1].Split("\n```")[0].Split('\n');
        using JsonDocument shown = JsonDocument.Parse(page.Split("```json\n")[1].Split("\n```")[0]);

        JsonElement answer = (await daemon.Raw.PostAsync("api/explain", table, "text/csv")).ShouldBeSuccess().Json;

        JsonElement series = answer.GetProperty("series").EnumerateArray().ShouldHaveSingleItem();
        series.GetProperty("text").EnumerateArray().Select(line => line.GetString()).ShouldBe(text);
        ShouldHold(shown.RootElement, series, "series");
        CarriedNumbers.Invented(series).ShouldBeEmpty();
        answer.Text("input").ShouldContain("passengers");
        answer.GetRawText().ShouldNotContain("say horizon=");
    }

    private static void ShouldHold(JsonElement shown, JsonElement answered, string place)
    {
        switch (shown.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in shown.EnumerateObject())
                {
                    ShouldHold(field.Value, answered.GetProperty(field.Name), $"{place}.{field.Name}");
                }

                break;
            case JsonValueKind.Array:
                answered.GetArrayLength().ShouldBe(shown.GetArrayLength(), place);
                foreach ((int index, JsonElement element) in shown.EnumerateArray().Index())
                {
                    ShouldHold(element, answered[index], $"{place}[{index}]");
                }

                break;
            case JsonValueKind.Number:
                answered.GetDouble().ShouldBe(shown.GetDouble(), 0.006, place);
                break;
            default:
                answered.ToString().ShouldBe(shown.ToString(), place);
                break;
        }
    }

    private static double Price(int day) => day * 31 % 13;

    private static string Numbers(double[] values) => string.Join(',', values.Select(value => double.IsNaN(value) ? "null" : value.ToString("R", CultureInfo.InvariantCulture)));

    private static string Series(string id, double[] values) => $$"""{"id":"{{id}}","freq":"D","start":"2024-01-01","target":[{{Numbers(values)}}]}""";

    private static JsonElement One(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("series").EnumerateArray().ShouldHaveSingleItem();

    private async Task<Reply> PostAsync(string body)
    {
        await daemon.PullAsync("theta");
        await daemon.PullAsync("ets");
        return await daemon.Raw.PostAsync("api/explain", body);
    }
}
