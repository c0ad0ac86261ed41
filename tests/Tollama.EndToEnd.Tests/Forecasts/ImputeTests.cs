using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/impute</c>: missing values are filled, with intervals; what was observed stays.</summary>
[Collection<SharedDaemonTests>]
public sealed class ImputeTests(SharedDaemon daemon)
{
    private const string Csv = "text/csv";

    private static readonly double[] Week = [3, -1, 0, 5, -4, 2, -5];

    [Fact]
    public async Task Missing_values_are_filled_and_observed_ones_stay_to_the_last_digit()
    {
        string[] texts = [.. Enumerable.Range(0, 70).Select(Value)];
        string[] sent = [.. texts.Select((text, day) => day is 20 or 21 or 40 ? "null" : text)];

        JsonElement answer = (await PostAsync($$"""{"series":[{{Series("a", sent)}}]}""")).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("auto");
        answer.GetProperty("level").GetDouble().ShouldBe(95);
        JsonElement series = answer.GetProperty("series")[0];
        series.Text("method").ShouldStartWith("season of 7");
        series.Text("freq").ShouldBe("D");
        series.GetProperty("timestamps")[20].GetString().ShouldBe("2024-01-21");
        double[] values = Numbers(series.GetProperty("values"));
        JsonElement[] filled = [.. series.GetProperty("filled").EnumerateArray()];
        filled.Select(one => one.GetProperty("index").GetInt32()).ShouldBe([20, 21, 40]);
        filled[0].Text("timestamp").ShouldBe("2024-01-21");
        foreach (int day in Enumerable.Range(0, 70).Except([20, 21, 40]))
        {
            series.GetProperty("values")[day].GetDouble().ShouldBe(double.Parse(texts[day], CultureInfo.InvariantCulture));
        }

        foreach (JsonElement one in filled)
        {
            double value = one.GetProperty("value").GetDouble();
            value.ShouldBe(values[one.GetProperty("index").GetInt32()]);
            value.ShouldBeInRange(one.GetProperty("low").GetDouble(), one.GetProperty("high").GetDouble());
            value.ShouldBe(double.Parse(texts[one.GetProperty("index").GetInt32()], CultureInfo.InvariantCulture), 2);
        }
    }

    [Fact]
    public async Task The_example_of_the_page_is_answered_as_it_says()
    {
        string page = await File.ReadAllTextAsync(PathOf("docs", "impute.md"), TestContext.Current.CancellationToken);

        JsonElement answer = (await PostAsync(Block(page, "json request"))).ShouldBeSuccess().Json;

        string[] promised = Block(page, "json answer").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] filled = [.. answer.GetProperty("series")[0].GetProperty("filled").EnumerateArray()];
        filled.Length.ShouldBe(promised.Length);
        foreach ((JsonElement found, string line) in filled.Zip(promised))
        {
            JsonElement said = JsonElement.Parse(line);
            found.GetProperty("index").GetInt32().ShouldBe(said.GetProperty("index").GetInt32());
            found.Text("timestamp").ShouldBe(said.Text("timestamp"));
            found.GetProperty("value").GetDouble().ShouldBe(said.GetProperty("value").GetDouble(), 0.01);
            found.GetProperty("low").GetDouble().ShouldBe(said.GetProperty("low").GetDouble(), 0.01);
            found.GetProperty("high").GetDouble().ShouldBe(said.GetProperty("high").GetDouble(), 0.01);
        }
    }

    [Fact]
    public async Task A_wider_level_is_a_wider_interval_and_whole_numbers_are_whole()
    {
        string series = Series("a", [.. Enumerable.Range(0, 70).Select(day => day == 30 ? "null" : Value(day))]);

        JsonElement narrow = Filled(await PostAsync($$"""{"level":50,"series":[{{series}}]}"""));
        JsonElement wide = Filled(await PostAsync($$"""{"level":99,"integer":true,"model":"arima","series":[{{series}}]}"""));

        (Width(narrow) < Width(wide)).ShouldBeTrue();
        wide.GetProperty("value").GetRawText().ShouldBe(Math.Round(wide.GetProperty("value").GetDouble()).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task One_series_that_cannot_be_filled_does_not_disturb_the_others()
    {
        JsonElement answer = (await PostAsync(
            """{"series":[{"id":"none","target":[null,null]},{"id":"whole","target":[1,2,3]},{"id":"hole","target":[1,null,3]}]}""")).ShouldBeSuccess().Json;

        answer.GetProperty("series").EnumerateArray().Select(series => series.Text("id")).ShouldBe(["whole", "hole"]);
        answer.GetProperty("series")[0].GetProperty("warnings")[0].GetString().ShouldBe("no value is missing: the series comes back as it was sent");
        answer.GetProperty("series")[0].Has("timestamps").ShouldBeFalse();
        answer.GetProperty("errors")[0].Text("code").ShouldBe("SERIES_NOT_FORECASTABLE");
        (await PostAsync("""{"series":[{"id":"none","target":[null,null]}]}""")).ShouldBeError(400, "SERIES_NOT_FORECASTABLE");
    }

    [Theory]
    [InlineData("text/csv", ',')]
    [InlineData("text/tab-separated-values", '\t')]
    public async Task A_table_comes_back_as_a_table_with_rows_that_were_not_there(string accept, char delimiter)
    {
        string table = "day,store,sales\n" + string.Concat(Enumerable.Range(0, 40).Where(day => day is not (12 or 13)).Select(day => $"{Day(day)},north,{(day == 30 ? "" : Value(day))}\n"));

        Reply reply = await daemon.Raw.PostAsync("api/impute?id=store&level=90", table, Csv, ("Accept", accept));

        reply.Status.ShouldBe(200, reply.Text);
        string[][] rows = [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(delimiter))];
        rows[0].ShouldBe(["store", "ds", "y", "low", "high", "filled"]);
        rows.Length.ShouldBe(41);
        rows.Skip(1).Where(row => row[5] == "1").Select(row => row[1]).ShouldBe([Day(12), Day(13), Day(30)]);
        rows[1].ShouldBe(["north", Day(0), Value(0), "", "", "0"]);
        rows.Skip(1).ShouldAllBe(row => row[2].Length > 0 && (row[3].Length > 0) == (row[5] == "1"));
    }

    [Theory]
    [InlineData("day,north,south", "?target=north,south", "{0},{2},{1}")]
    [InlineData("store,day,sales,price", "?target=sales&id=store", "south,{0},{1},{2}")]
    [InlineData("store,day,sales,price", "?target=sales&id=store&end=2024-02-09", "south,{0},{1},{2}")]
    public async Task Empty_cells_at_the_end_of_a_table_are_filled(string header, string query, string row)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(day => string.Format(CultureInfo.InvariantCulture, row, Day(day), day >= 37 ? "" : Value(day), day * 7 % 11));

        JsonElement answer = (await daemon.Raw.PostAsync("api/impute" + query, header + "\n" + string.Join('\n', rows) + "\n", Csv)).ShouldBeSuccess().Json;

        JsonElement south = answer.GetProperty("series").EnumerateArray().Last();
        south.Text("id").ShouldBe("south");
        south.GetProperty("filled").EnumerateArray().Select(one => one.Text("timestamp")).ShouldBe([Day(37), Day(38), Day(39)]);
        south.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetString()!.StartsWith("the last 3 of 40 values are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_has_a_row_for_a_series_that_failed()
    {
        Reply reply = await daemon.Raw.PostAsync("api/impute", """{"series":[{"id":"none","target":[null,null]},{"id":"hole","target":[1,null]}]}""", "application/json", ("Accept", Csv));

        reply.Status.ShouldBe(200, reply.Text);
        reply.Text.Split('\n')[0].ShouldBe("unique_id,ds,y,low,high,filled,error");
        reply.Text.ShouldContain("none,,,,,,all 2 values are missing");
    }

    [Fact]
    public async Task A_stream_tells_how_far_it_is()
    {
        string series = string.Join(',', Enumerable.Range(0, 12).Select(id => Series($"s{id}", [.. Enumerable.Range(0, 40).Select(day => day == 9 ? "null" : Value(day))])));

        Reply reply = await PostAsync($$"""{"stream":true,"series":[{{series}}]}""");

        reply.ShouldBeSuccess().Lines[^1].GetProperty("response").GetProperty("series").GetArrayLength().ShouldBe(12);
        reply.Lines[^1].GetProperty("done").GetBoolean().ShouldBeTrue();
        reply.Lines.SkipLast(1).ShouldAllBe(line => line.Text("status") == "running impute" && line.GetProperty("total").GetInt32() == 12);
    }

    [Theory]
    [InlineData("application/vnd.apache.parquet")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Other_tables_are_answered_too(string accept)
    {
        Reply reply = await daemon.Raw.PostAsync("api/impute", """{"series":[{"id":"a","target":[1,null,3]}]}""", "application/json", ("Accept", accept));

        reply.Status.ShouldBe(200, reply.Text);
        reply.Text.Length.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("\"model\":\"theta\"", "'theta' fills no missing values; send model=auto, seasonal, arima or ets")]
    [InlineData("\"level\":100", "level must be greater than 0 and less than 100")]
    [InlineData("\"horizon\":3", "unknown field 'horizon'")]
    [InlineData("\"fill\":\"zero\"", "unknown field 'fill'")]
    [InlineData("\"options\":{\"window\":3}", "unknown option 'window'; those of filling are season_length and non_negative")]
    [InlineData("\"options\":{\"season_length\":0}", "season_length must be a whole number from 1 on")]
    [InlineData("\"options\":{\"non_negative\":1}", "non_negative must be true or false")]
    public async Task What_makes_no_sense_is_refused_by_name(string field, string says) =>
        (await PostAsync($$"""{{{field}},"series":[{"id":"a","target":[1,null,3]}]}""")).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    [Fact]
    public async Task What_it_cannot_write_is_not_acceptable() =>
        (await daemon.Raw.PostAsync("api/impute", """{"series":[{"id":"a","target":[1,null,3]}]}""", "application/json", ("Accept", "application/x-ndjson")))
            .ShouldBeError(406, "NOT_ACCEPTABLE").Text("error").ShouldContain("filled series are not answered as");

    private static JsonElement Filled(Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("series")[0].GetProperty("filled")[0];

    private static string Block(string page, string kind) => page.Split("```" + kind + "\n")[1].Split("```")[0];

    private static string PathOf(params string[] parts)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tollama.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests lie outside of the repository.");
        }

        return Path.Combine([folder, .. parts]);
    }

    private static double Width(JsonElement filled) => filled.GetProperty("high").GetDouble() - filled.GetProperty("low").GetDouble();

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Value(int day) => (40 + Week[day % 7] + (day * 7919 % 17 / 32.0)).ToString("R", CultureInfo.InvariantCulture);

    private static string Series(string id, string[] values) => $$"""{"id":"{{id}}","freq":"D","start":"2024-01-01","target":[{{string.Join(',', values)}}]}""";

    private Task<Reply> PostAsync(string body) => daemon.Raw.PostAsync("api/impute", body);
}
