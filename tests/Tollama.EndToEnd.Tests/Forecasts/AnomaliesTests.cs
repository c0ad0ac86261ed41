using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/anomalies</c> over real processes.</summary>
[Collection<SharedDaemonTests>]
public sealed partial class AnomaliesTests(SharedDaemon daemon)
{
    // A week on a level, with a little noise.
    private static readonly double[] Weekly = [.. Enumerable.Range(0, 84).Select(day => 100 + (10 * (day % 7)) + (day * 37 % 17 / 8.0))];

    [Fact]
    public async Task A_value_that_is_off_is_found_with_its_time_and_no_model_is_needed()
    {
        double[] values = [.. Weekly];
        values[60] += 40;

        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies", Body(values))).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("auto-ets");
        answer.GetProperty("level").GetDouble().ShouldBe(99);
        JsonElement series = answer.GetProperty("series").EnumerateArray().ShouldHaveSingleItem();
        series.Text("method").ShouldEndWith("one-step forecasts of the fit");
        series.GetProperty("checked").GetInt32().ShouldBe(84);
        answer.GetProperty("checked").GetInt32().ShouldBe(84);
        series.Has("expected").ShouldBeFalse();
        JsonElement anomaly = answer.GetProperty("anomalies").EnumerateArray().Single(one => one.GetProperty("index").GetInt32() == 60);
        anomaly.Text("timestamp").ShouldBe("2024-03-01");
        anomaly.GetProperty("value").GetDouble().ShouldBe(values[60]);
        anomaly.GetProperty("expected").GetDouble().ShouldBe(Weekly[60], 4);
        anomaly.GetProperty("high").GetDouble().ShouldBeLessThan(values[60]);
        anomaly.GetProperty("low").GetDouble().ShouldBeLessThan(anomaly.GetProperty("expected").GetDouble());
        anomaly.GetProperty("score").GetDouble().ShouldBeGreaterThan(5);
        answer.GetProperty("anomalies").GetArrayLength().ShouldBe(series.GetProperty("anomalies").GetInt32());
    }

    [Fact]
    public async Task The_last_values_are_compared_with_what_was_known_before()
    {
        double[] values = [.. Weekly];
        values[30] += 40;
        values[80] -= 40;

        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies", Body(values, "\"last\":7,\"level\":99.5"))).ShouldBeSuccess().Json;

        answer.GetProperty("checked").GetInt32().ShouldBe(7);
        answer.GetProperty("series")[0].Text("method").ShouldEndWith("each value by what was known before it");
        answer.GetProperty("anomalies").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()).ShouldContain(80);
        answer.GetProperty("anomalies").EnumerateArray().ShouldAllBe(one => one.GetProperty("index").GetInt32() >= 77);
    }

    [Fact]
    public async Task What_was_expected_of_each_value_is_told_when_asked_for()
    {
        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies", Body(Weekly, "\"include\":[\"fitted\"]"))).ShouldBeSuccess().Json;

        JsonElement series = answer.GetProperty("series")[0];
        series.GetProperty("start").GetInt32().ShouldBe(0);
        foreach (string list in (string[])["timestamps", "values", "expected", "low", "high"])
        {
            series.GetProperty(list).GetArrayLength().ShouldBe(84, list);
        }

        series.GetProperty("low")[40].GetDouble().ShouldBeLessThan(series.GetProperty("expected")[40].GetDouble());
    }

    [Fact]
    public async Task A_table_is_taken_with_the_rest_in_the_query()
    {
        string rows = string.Concat(Weekly.Select((value, day) => string.Create(CultureInfo.InvariantCulture, $"a,{Date(day)},{(day == 50 ? 400 : value)}\n")));

        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies?level=99.9", "item,date,sales\n" + rows, "text/csv")).ShouldBeSuccess().Json;

        answer.Text("input").ShouldContain("sales");
        answer.GetProperty("anomalies").EnumerateArray().Select(one => one.Text("timestamp")).ShouldContain(Date(50));
        answer.GetProperty("series")[0].GetProperty("keys").Text("item").ShouldBe("a");
    }

    [Fact]
    public async Task A_stream_tells_how_far_it_is_and_ends_with_the_answer()
    {
        Reply reply = await daemon.Raw.PostAsync("api/anomalies", Body(Weekly, "\"stream\":true"));

        JsonElement[] lines = [.. reply.ShouldBeSuccess().Lines];
        lines.Length.ShouldBeGreaterThan(1);
        lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
        lines[^1].GetProperty("response").GetProperty("checked").GetInt32().ShouldBe(84);
        lines[..^1].ShouldContain(line => line.Text("status") == "running anomalies");
    }

    [Fact]
    public async Task A_series_that_cannot_be_looked_at_does_not_fail_the_others()
    {
        string body = $$"""{"series":[{"id":"short","target":[1,2,3]},{{Series(Weekly)}}]}""";

        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies", body)).ShouldBeSuccess().Json;

        answer.GetProperty("series").EnumerateArray().ShouldHaveSingleItem().Text("id").ShouldBe("a");
        JsonElement error = answer.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.Text("id").ShouldBe("short");
        error.Text("message").ShouldBe("the series has 3 observed values; at least 10 are needed to tell what is usual");
    }

    [Theory]
    [InlineData("\"level\":100", "level must be greater than 0 and less than 100")]
    [InlineData("\"last\":0", "last must be")]
    [InlineData("\"include\":[\"components\"]", "include of anomalies is fitted")]
    [InlineData("\"horizon\":3", "unknown field 'horizon'")]
    public async Task What_has_no_effect_is_refused(string field, string expected) =>
        (await daemon.Raw.PostAsync("api/anomalies", Body(Weekly, field))).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(expected);

    [Fact]
    public async Task A_model_that_is_not_installed_is_named() =>
        (await daemon.Raw.PostAsync("api/anomalies", Body(Weekly, "\"model\":\"no-such-model\""))).ShouldBeError(404, "MODEL_NOT_FOUND").Text("error").ShouldContain("no-such-model");

    [Fact]
    public async Task The_example_of_the_page_is_true()
    {
        string page = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "docs", "anomalies.md"), TestContext.Current.CancellationToken);
        string table = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "examples", "air-passengers.csv"), TestContext.Current.CancellationToken);
        string shown = JsonBlock().Match(page).Groups["shown"].Value;
        JsonElement expected = JsonElement.Parse(shown);

        JsonElement answer = (await daemon.Raw.PostAsync("api/anomalies?level=99", table, "text/csv")).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe(expected.Text("model"));
        answer.GetProperty("checked").GetInt32().ShouldBe(expected.GetProperty("checked").GetInt32());
        answer.GetProperty("series")[0].Text("method").ShouldBe(expected.GetProperty("series")[0].Text("method"));
        answer.GetProperty("anomalies").EnumerateArray().Select(Told).ShouldBe(expected.GetProperty("anomalies").EnumerateArray().Select(Told));
    }

    private static string Told(JsonElement anomaly) => string.Create(
        CultureInfo.InvariantCulture, $"{anomaly.Text("timestamp")} {anomaly.GetProperty("value").GetDouble()} {anomaly.GetProperty("expected").GetDouble():0} {anomaly.GetProperty("score").GetDouble():0.0}");

    private static string Body(double[] values, string? field = null) => $$"""{"series":[{{Series(values)}}]{{(field is null ? "" : "," + field)}}}""";

    private static string Series(double[] values) =>
        $$"""{"id":"a","freq":"D","start":"2024-01-01","target":[{{string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}}]}""";

    private static string Date(int day) => new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("```json\n(?<shown>.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
