using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>What Python and JavaScript send: NaN, records, data frames, numbers of one kind.</summary>
[Collection<SharedDaemonTests>]
public sealed class JsonTableTests(SharedDaemon daemon)
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private const string Records = """[{"ds": "2024-01-01", "y": 1.0}, {"ds": "2024-01-02", "y": NaN}, {"ds": "2024-01-03", "y": 3.0}]""";

    public static TheoryData<string, string> Tables { get; } = new()
    {
        { Records, Json },
        { Records, Form },
        { Records, "text/csv" },
        { "{\"ds\": \"2024-01-01\", \"y\": 1}\n{\"ds\": \"2024-01-02\", \"y\": NaN}\n{\"ds\": \"2024-01-03\", \"y\": 3}\n", "application/x-ndjson" },
        { "{\"ds\": \"2024-01-01\", \"y\": 1}\n{\"ds\": \"2024-01-02\", \"y\": NaN}\n{\"ds\": \"2024-01-03\", \"y\": 3}\n", Form },
        { """{"columns":["ds","y"],"index":[0,1,2],"data":[["2024-01-01",1.0],["2024-01-02",null],["2024-01-03",3.0]]}""", Json },
        { """{"ds":{"0":"2024-01-01","1":"2024-01-02","2":"2024-01-03"},"y":{"0":1.0,"1":NaN,"2":3.0}}""", Json },
        { """{"ds":["2024-01-01","2024-01-02","2024-01-03"],"y":[1,NaN,3]}""", Json },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_in_JSON_is_forecast(string table, string type)
    {
        await daemon.PullAsync("mock");
        foreach (string path in (string[])["api/forecast?stream=false&", "v1/forecast?"])
        {
            JsonElement forecast = (await daemon.Raw.PostAsync($"{path}model=mock&horizon=2", table, type)).ShouldBeSuccess().Json.GetProperty("forecasts")[0];
            (forecast.Text("id"), forecast.Text("start_timestamp"), forecast.GetProperty("mean")[1].GetDouble()).ShouldBe(("y", "2024-01-04", 3));
        }
    }

    [Fact]
    public async Task A_table_in_JSON_is_validated_and_inspected()
    {
        await daemon.PullAsync("mock");
        (await daemon.Raw.PostAsync("api/validate?model=mock&horizon=2", Records, Json)).ShouldBeSuccess().Json.GetProperty("valid").GetBoolean().ShouldBeTrue();

        JsonElement found = (await daemon.Raw.PostAsync("api/inspect", Records, Json)).ShouldBeSuccess().Json;
        found.GetProperty("columns").EnumerateArray().Select(column => column.Text("role")).ShouldBe(["time", "target"]);
        found.GetProperty("series")[0].GetProperty("missing").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Epoch_milliseconds_are_days()
    {
        await daemon.PullAsync("mock");
        JsonElement found = (await daemon.Raw.PostAsync(
            "api/inspect", """[{"id":7,"ds":1704067200000,"y":1},{"id":7,"ds":1704153600000,"y":2},{"id":7,"ds":1704240000000,"y":3}]""", Json)).ShouldBeSuccess().Json;
        (found.GetProperty("series")[0].Text("freq"), found.GetProperty("series")[0].GetProperty("length").GetInt32()).ShouldBe(("D", 3));
    }

    [Theory]
    [InlineData("api/forecast?model=mock&horizon=1", """[{"ds":"2024-01-01","y":{"value":1}}]""", "row 1: 'y' is an object")]
    [InlineData("api/forecast?model=mock&horizon=1", """[{"ds":"2024-01-01","y":-Infinity}]""", "row 1: 'y' is Infinity")]
    [InlineData("api/forecast?model=mock&horizon=1", """[1,2,3]""", "row 1 is no object")]
    [InlineData("api/forecast?model=mock&horizon=1", """[{"ds":"2024-01-01","y":1}] []""", "not valid JSON")]
    [InlineData("api/forecast", """[{"ds":"2024-01-01","y":1}]""", "model is required")]
    [InlineData("api/compare", """[{"ds":"2024-01-01","y":1}]""", "A table of records is read by forecast, validate and inspect")]
    public async Task What_is_no_table_is_told(string path, string body, string says) =>
        (await daemon.Raw.PostAsync(path, body, Json)).ShouldBeError(400).Text("error").ShouldContain(says);

    [Fact]
    public async Task What_Python_writes_is_a_missing_value()
    {
        await daemon.PullAsync("mock");
        const string Series = """{"target":[1,2,NaN,4],"freq":"D","past_covariates":{"p":[1,NaN,2,3],"k":["a",NaN,"b","a"]},"static_covariates":{"size":NaN}}""";

        JsonElement answer = (await daemon.Raw.PostAsync("v1/forecast", $$"""{"model":"mock","horizon":2.0,"quantiles":[0.9,0.1,0.30000000000000004],"series":[{{Series}}]}"""))
            .ShouldBeSuccess().Json;
        JsonElement forecast = answer.GetProperty("forecasts")[0];
        forecast.Text("id").ShouldBe("series_0");
        forecast.GetProperty("quantiles").EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.3", "0.9"]);

        JsonElement valid = (await daemon.Raw.PostAsync("api/validate", $$"""{"model":"mock","horizon":2,"series":[{{Series}}]}""")).ShouldBeSuccess().Json;
        valid.GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await daemon.Raw.PostAsync("api/analyze", """{"series":[{"target":[1,2,NaN,4,5,6,7,8]}]}""")).ShouldBeSuccess();
        (await daemon.Raw.PostAsync("api/compare", $$"""{"models":["mock"],"horizon":1,"series":[{{Series}}]}""")).ShouldBeSuccess()
            .Json.GetProperty("summary").GetProperty("succeeded").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"model":"mock","horizon":1,"series":[{"id":"a","target":[1,Infinity]}]}""", "series[0].target[1]: Infinity")]
    [InlineData("""{"model":"mock","horizon":1,"series":[{"id":"a","target":[1],"past_covariates":{"p":[-Infinity]}}]}""", "series[0].past_covariates.p[0]: a value of the covariate 'p' is Infinity")]
    [InlineData("""{"model":"mock","horizon":NaN,"series":[{"id":"a","target":[1]}]}""", "horizon is NaN")]
    [InlineData("""{"model":"mock","horizon":1,"h":1,"series":[{"id":"a","target":[1]}]}""", "did you mean 'horizon'?")]
    [InlineData("""{"model":"mock","horizon":1,"level":[80],"series":[{"id":"a","target":[1]}]}""", "did you mean 'quantiles'?")]
    public async Task What_makes_no_sense_is_told_with_its_place(string body, string says)
    {
        await daemon.PullAsync("mock");
        (await daemon.Raw.PostAsync("api/forecast", body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);
        JsonElement found = (await daemon.Raw.PostAsync("api/validate", body)).ShouldBeSuccess().Json;
        found.GetProperty("valid").GetBoolean().ShouldBeFalse();
        found.GetProperty("errors")[0].GetString()!.ShouldContain(says.Split(": ")[^1]);
    }

    [Fact]
    public async Task Ids_are_given_back_as_texts()
    {
        await daemon.PullAsync("mock");
        JsonElement answer = (await daemon.Raw.PostAsync("v1/forecast", """{"model":"mock","horizon":1,"series":[{"id":7,"target":[1,2]},{"id":8.0,"target":[1,2]}]}"""))
            .ShouldBeSuccess().Json;
        answer.GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.Text("id")).ShouldBe(["7", "8"]);
    }

    [Fact]
    public async Task A_scenario_names_its_series_as_the_series_is_named()
    {
        await daemon.PullAsync("mock");
        const string Body = """{"model":"mock","horizon":1,"series":[{"id":7,"target":[1,2]},{"id":8,"target":[1,2]}],"scenarios":[{"name":"up","transforms":[{"operation":"add","field":"target","value":1,"series_id":ID}]}]}""";
        JsonElement answer = (await daemon.Raw.PostAsync("api/what-if", Body.Replace("ID", "7"))).ShouldBeSuccess().Json;
        answer.GetProperty("results")[0].GetProperty("response").GetProperty("forecasts").EnumerateArray().Select(forecast => forecast.GetProperty("mean")[0].GetDouble()).ShouldBe([3, 2]);
        (await daemon.Raw.PostAsync("api/what-if", Body.Replace("ID", "9"))).ShouldBeError(400).Text("error").ShouldContain("no series has the id '9'");
        (await daemon.Raw.PostAsync("api/what-if", Body.Replace("ID", "[7]"))).ShouldBeError(400).Text("error").ShouldContain("no series has the id '[7]'");
    }

    [Fact]
    public async Task Columns_of_an_answer_in_CSV_have_the_same_keys()
    {
        await daemon.PullAsync("mock");
        Reply reply = await daemon.Raw.PostAsync(
            "v1/forecast", """{"model":"mock","horizon":1,"quantiles":[0.00001,0.975,0.1],"series":[{"target":[1,2]}]}""", Json, ("Accept", "text/csv"));
        (reply.Status, reply.Text.Split('\n')[0]).ShouldBe((200, "unique_id,ds,mean,q0.00001,q0.1,q0.975"));
    }
}
