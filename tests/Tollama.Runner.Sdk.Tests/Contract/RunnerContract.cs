using System.Text.Json;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk.Tests.Contract;

/// <summary>What every runner does, in whatever language it is written: docs/protocol.md as tests.</summary>
public abstract class RunnerContract
{
    private const string OneSeries = """[{"id":"a","freq":"D","timestamps":["2026-01-01","2026-01-02","2026-01-03"],"target":[1,2.5,3]}]""";

    protected abstract string Family { get; }

    protected virtual string Model => Family;

    [Fact]
    public async Task Hello_introduces_the_runner_its_protocol_and_its_families()
    {
        await using RunnerPeer runner = await StartAsync();
        JsonElement result = Result(await runner.AskAsync("1", "hello", """{"protocol":1}"""));
        result.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        result.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        result.GetProperty("protocol").GetInt32().ShouldBe(RunnerMethods.ProtocolVersion);
        Strings(result.GetProperty("families")).ShouldContain(Family);
        Strings(result.GetProperty("capabilities")).Except([RunnerMethods.ShortTimes, RunnerMethods.Parts, RunnerMethods.Analyze, RunnerMethods.Impute, RunnerMethods.Sample])
            .ShouldBe(["hello", "ping", "load", "unload", "forecast", "cancel"], ignoreOrder: true);
    }

    [Fact]
    public async Task Ping_is_answered()
    {
        await using RunnerPeer runner = await StartAsync();
        Result(await runner.AskAsync("1", "ping")).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task A_loaded_model_forecasts_the_horizon_and_the_quantiles()
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        JsonElement forecast = Result(await ForecastAsync(runner, OneSeries, "\"quantiles\":[0.1,0.5,0.975]")).GetProperty("forecasts")[0];
        forecast.GetProperty("id").GetString().ShouldBe("a");
        forecast.GetProperty("mean").GetArrayLength().ShouldBe(4);
        JsonElement quantiles = forecast.GetProperty("quantiles");
        quantiles.EnumerateObject().Select(level => level.Name).ShouldBe(["0.1", "0.5", "0.975"]);
        for (int step = 0; step < 4; step++)
        {
            double[] levels = [.. quantiles.EnumerateObject().Select(level => level.Value[step].GetDouble())];
            levels.ShouldBe(levels.Order());
        }
    }

    [Fact]
    public async Task A_missing_value_is_null_and_no_answer_holds_one_that_is_not_finite()
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        JsonElement result = Result(await ForecastAsync(runner, """[{"id":"a","target":[null,1,null,3,null]}]"""));
        foreach (JsonElement value in result.GetProperty("forecasts")[0].GetProperty("mean").EnumerateArray())
        {
            value.ValueKind.ShouldBe(JsonValueKind.Number);
        }
    }

    [Fact]
    public async Task A_model_that_is_not_loaded_is_named()
    {
        await using RunnerPeer runner = await StartAsync();
        Result(await runner.AskAsync("o", "load", $$"""{"model":"other","family":"{{Family}}","variant":"{{Model}}"}"""));
        JsonElement error = Error(await ForecastAsync(runner, OneSeries), RunnerErrorCodes.ModelUnavailable);
        error.GetProperty("message").GetString()!.ShouldContain("my-model");
    }

    [Fact]
    public async Task An_unloaded_model_is_gone_and_can_be_loaded_again()
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        Result(await runner.AskAsync("u", "unload", """{"model":"my-model"}"""));
        Error(await ForecastAsync(runner, OneSeries), RunnerErrorCodes.ModelUnavailable);
        await LoadAsync(runner);
        Result(await ForecastAsync(runner, OneSeries));
    }

    [Fact]
    public async Task An_unknown_method_is_answered_with_its_name()
    {
        await using RunnerPeer runner = await StartAsync();
        JsonElement error = Error(await runner.AskAsync("1", "sing", "{}"), RunnerErrorCodes.MethodNotFound);
        error.GetProperty("data").GetProperty("method").GetString().ShouldBe("sing");
    }

    [Theory]
    [InlineData("this is not json")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"method\":\"ping\"}")]
    [InlineData("{\"id\":")]
    public async Task A_line_that_is_no_request_is_answered_and_survived(string line)
    {
        await using RunnerPeer runner = await StartAsync();
        await runner.SendLineAsync(line);
        Error(await runner.AnswerAsync("unknown"), RunnerErrorCodes.InvalidRequest);
        Result(await runner.AskAsync("1", "ping"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model\":\"my-model\",\"horizon\":3}")]
    [InlineData("{\"model\":\"my-model\",\"horizon\":3,\"series\":7}")]
    [InlineData("{\"model\":\"my-model\",\"horizon\":3,\"series\":[{\"target\":[1]}]}")]
    public async Task Parameters_that_are_not_those_of_the_method_are_refused_with_details(string parameters)
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        JsonElement error = Error(await runner.AskAsync("1", "forecast", parameters), RunnerErrorCodes.InvalidParams);
        error.GetProperty("data").GetProperty("details").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task One_series_that_cannot_be_forecast_does_not_disturb_the_others()
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        JsonElement result = Result(await ForecastAsync(runner, """[{"id":"a","target":[null,null]},{"id":"b","target":[1,2]}]"""));
        Strings(result.GetProperty("forecasts"), "id").ShouldBe(["b"]);
        Strings(result.GetProperty("errors"), "id").ShouldBe(["a"]);
        result.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("SERIES_NOT_FORECASTABLE");
        result.GetProperty("errors")[0].GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("[{\"id\":\"a\",\"target\":[null]},{\"id\":\"b\",\"target\":[]}]", "\"fail_fast\":false", 2)]
    [InlineData("[{\"id\":\"a\",\"target\":[null]},{\"id\":\"b\",\"target\":[1]}]", "\"fail_fast\":true", 1)]
    public async Task No_forecast_at_all_or_a_failure_under_fail_fast_fails_the_request(string series, string more, int failures)
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        JsonElement error = Error(await ForecastAsync(runner, series, more), RunnerErrorCodes.SeriesNotForecastable);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("data").GetProperty("errors").GetArrayLength().ShouldBe(failures);
    }

    [Fact]
    public async Task Cancelling_what_is_not_running_is_answered()
    {
        await using RunnerPeer runner = await StartAsync();
        Result(await runner.AskAsync("1", "cancel", """{"target":"never-seen"}"""));
    }

    [Fact]
    public async Task Blank_lines_carriage_returns_and_unknown_fields_are_ignored()
    {
        await using RunnerPeer runner = await StartAsync();
        await runner.SendAsync("\n  \r\n\r\n");
        await runner.SendAsync("{\"request_id\":\"r-1\",\"extra\":{\"a\":[1]},\"id\":\"1\",\"method\":\"ping\",\"params\":{\"x\":1}}\r\n");
        Result(await runner.AnswerAsync("1"));
    }

    [Fact]
    public async Task Every_one_of_many_requests_at_once_gets_exactly_one_answer()
    {
        const int count = 40;
        await using RunnerPeer runner = await StartLoadedAsync();
        Task sending = runner.SendAsync(string.Concat(Enumerable.Range(0, count).Select(number =>
            $$"""{"id":"f{{number}}","method":"forecast","params":{"model":"my-model","horizon":2,"series":[{"id":"s","target":[{{number}}]}] } }""" + "\n")));
        List<string> ids = [];
        for (int number = 0; number < count; number++)
        {
            JsonElement answer = JsonDocument.Parse((await runner.ReadLineAsync())!).RootElement;
            ids.Add(answer.GetProperty("id").GetString()!);
            Result(answer).GetProperty("forecasts")[0].GetProperty("mean")[0].GetDouble().ShouldBe(int.Parse(ids[^1][1..], null));
        }

        await sending;
        ids.Distinct().Count().ShouldBe(count);
    }

    [Fact]
    public async Task The_end_of_its_input_ends_the_runner()
    {
        await using RunnerPeer runner = await StartLoadedAsync();
        runner.CloseInput();
        (await runner.ReadLineAsync()).ShouldBeNull();
        await runner.Ended;
    }

    /// <summary>Starts the runner under test.</summary>
    internal abstract Task<RunnerPeer> StartAsync();

    private static JsonElement Result(JsonElement answer)
    {
        answer.TryGetProperty("error", out JsonElement error).ShouldBeFalse(error.ToString());
        return answer.GetProperty("result");
    }

    private static JsonElement Error(JsonElement answer, int code)
    {
        answer.TryGetProperty("result", out _).ShouldBeFalse();
        JsonElement error = answer.GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(code, error.ToString());
        return error;
    }

    private static string[] Strings(JsonElement array, string? member = null) =>
        [.. array.EnumerateArray().Select(item => (member is null ? item : item.GetProperty(member)).GetString()!)];

    private static Task<JsonElement> ForecastAsync(RunnerPeer runner, string series, string more = "\"quantiles\":[]") =>
        runner.AskAsync("f", "forecast", $$"""{"model":"my-model","horizon":4,"series":{{series}},{{more}}}""");

    private async Task<RunnerPeer> StartLoadedAsync()
    {
        RunnerPeer runner = await StartAsync();
        await LoadAsync(runner);
        return runner;
    }

    private async Task LoadAsync(RunnerPeer runner)
    {
        JsonElement answer = await runner.AskAsync("l", "load", $$"""{"model":"my-model","family":"{{Family}}","variant":"{{Model}}","options":{} }""");
        Result(answer).GetProperty("model").GetString().ShouldBe("my-model");
    }
}
