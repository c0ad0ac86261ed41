using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary><c>/api/analyze</c>: what series are like, with positions in what was sent.</summary>
[Collection<SharedDaemonTests>]
public sealed class AnalyzeTests(SharedDaemon daemon)
{
    private static readonly string[] ResultKeys =
        ["id", "detected_frequency", "seasonality_periods", "trend", "anomaly_indices", "anomalies", "stationarity_flag", "data_quality_score"];

    private static readonly string[] AnomalyKeys = ["index", "type", "severity", "value", "range_start", "range_end", "suggested_handling"];

    // A week on a level, with a little noise; from the generator of the numbers below.
    private static readonly double[] Weekly = [.. Enumerable.Range(0, 70).Select(day => 100 + (10 * (day % 7)) + ((day * 2 % 13) / 13.0))];

    [Fact]
    public async Task The_answer_has_the_strict_shape_and_no_model_is_needed()
    {
        double[] values = [.. Weekly];
        values[30] = 400;

        JsonElement answer = (await daemon.Raw.PostAsync("api/analyze", Body(Series("a", values)))).ShouldBeSuccess().Json;

        Keys(answer).ShouldBe(["results", "warnings"]);
        answer.GetProperty("warnings").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement result = answer.GetProperty("results")[0];
        Keys(result).ShouldBe(ResultKeys, ignoreOrder: true);
        result.Text("detected_frequency").ShouldBe("D");
        result.GetProperty("seasonality_periods")[0].GetInt32().ShouldBe(7);
        result.GetProperty("trend").Text("direction").ShouldBe("flat");
        JsonElement anomaly = result.GetProperty("anomalies").EnumerateArray().ShouldHaveSingleItem();
        Keys(anomaly).ShouldBe(AnomalyKeys, ignoreOrder: true);
        anomaly.GetProperty("index").GetInt32().ShouldBe(30);
        anomaly.Text("type").ShouldBe("spike");
        result.GetProperty("data_quality_score").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Positions_are_those_of_the_series_as_it_was_sent()
    {
        double[] values = [.. Weekly];
        values[30] = 400;
        string[] dates = [.. Enumerable.Range(0, values.Length).Select(Date)];
        int[] order = [.. Enumerable.Range(0, values.Length).Where(day => day is not (10 or 11)).Reverse()];
        string series = $$"""{"id":"a","timestamps":[{{string.Join(',', order.Select(day => $"\"{dates[day]}\""))}}],"target":[{{string.Join(',', order.Select(day => Number(values[day])))}}]}""";

        JsonElement answer = (await daemon.Raw.PostAsync("api/analyze", Body(series, "\"details\":true"))).ShouldBeSuccess().Json;

        JsonElement result = answer.GetProperty("results")[0];
        int index = result.GetProperty("anomaly_indices")[0].GetInt32();
        order[index].ShouldBe(30);
        JsonElement details = result.GetProperty("details");
        details.GetProperty("length").GetInt32().ShouldBe(70);
        details.GetProperty("gaps").GetInt32().ShouldBe(2);
        details.GetProperty("anomalies")[0].GetProperty("index").GetInt32().ShouldBe(30);
        details.GetProperty("seasons")[0].GetProperty("strength").GetDouble().ShouldBeInRange(0.3, 1);
        result.GetProperty("data_quality_score").GetDouble().ShouldBe(68 / 70.0, 1e-9);
        answer.GetProperty("warnings").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Series_without_a_frequency_are_described_and_those_without_values_are_told()
    {
        const string Irregular = """{"id":"irregular","timestamps":["2025-01-01","2025-01-05T03:00:00","2025-01-02","2025-03-01"],"target":[1,2,3,4]}""";

        JsonElement answer = (await daemon.Raw.PostAsync(
            "api/analyze", Body(Irregular + """,{"id":"none","target":[null]},{"id":"plain","target":[1,2,3],"future_covariates":{"price":[1]}}""", "\"response_options\":{\"narrative\":true}"))).ShouldBeSuccess().Json;

        answer.GetProperty("results").EnumerateArray().Select(result => (result.Text("id"), result.Text("detected_frequency")))
            .ShouldBe([("irregular", "irregular"), ("plain", "unknown")]);
        string[] warnings = [.. answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];
        warnings.ShouldContain(warning => warning.StartsWith("series 'none': the only value is missing", StringComparison.Ordinal));
        warnings.ShouldContain(warning => warning.StartsWith("series 'irregular': 1 row comes after a later one", StringComparison.Ordinal));
        warnings.ShouldContain(warning => warning.Contains("narrative", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_series_come_back_in_their_order()
    {
        string series = string.Join(',', Enumerable.Range(0, 3000).Select(number => Series(number.ToString(CultureInfo.InvariantCulture), Weekly)));

        JsonElement answer = (await daemon.Raw.PostAsync("api/analyze", Body(series))).ShouldBeSuccess().Json;

        answer.GetProperty("results").EnumerateArray().Select(result => result.Text("id")).ShouldBe(Enumerable.Range(0, 3000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"horizon":3}""", "unknown field 'horizon'")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"model":"mock"}""", "unknown field 'model'")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"parameters":{"max_lag":0}}""", "max_lag must be a whole number from 1")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"parameters":{"anomaly_iqr_k":-1}}""", "anomaly_iqr_k must be a number above 0")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"parameters":{"max_leg":5}}""", "unknown field 'max_leg'")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"parameters":[]}""", "parameters must be an object")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]}],"details":"yes"}""", "details must be true or false")]
    [InlineData("""{"series":[{"id":"a","target":[1,2]},{"id":"a","target":[1]}]}""", "ids must differ")]
    [InlineData("""{"series":[{"id":"a","target":[1,"x"]}]}""", "target")]
    [InlineData("""{"series":[]}""", "series is empty")]
    [InlineData("""{}""", "series is required")]
    public async Task What_makes_no_sense_is_told(string body, string expected) =>
        (await daemon.Raw.PostAsync("api/analyze", body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(expected);

    [Fact]
    public async Task When_no_series_can_be_described_the_request_fails() =>
        (await daemon.Raw.PostAsync("api/analyze", """{"series":[{"id":"a","target":[null,null]}]}"""))
            .ShouldBeError(400, "SERIES_NOT_FORECASTABLE").Text("error").ShouldContain("all 2 values are missing");

    private static string Body(string series, string more = "\"parameters\":{}") => $$"""{"series":[{{series}}],{{more}}}""";

    private static string Series(string id, double[] values) => $$"""{"id":"{{id}}","freq":"D","target":[{{string.Join(',', values.Select(Number))}}]}""";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Date(int day) => new DateOnly(2025, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Keys(JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];
}
