using System.Text.Json;
using Tollama.Runner.Sdk.Tests.Contract;

namespace Tollama.Runner.Sdk.Tests;

/// <summary>The Python of docs/adding-a-runner-family.md works as it stands there.</summary>
public sealed class PageRunnerTests
{
    private const int SmallestLines = 12;

    public static TheoryData<string> Sections => [.. PageRunner.All.Select(runner => runner.Section)];

    [Fact]
    public void The_smallest_runner_is_small() =>
        PageRunner.All[0].Program.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(SmallestLines);

    [Fact]
    public void Every_section_adds_one_thing() => PageRunner.All.Select(runner => runner.Section).ShouldBe(
        [
            "1. The smallest runner", "4. Quantiles", "5. A series that cannot be forecast", "6. Options, and requests that are refused", "7. Time stamps", "8. Covariates",
            "9. Load and unload", "10. Progress", "11. Cancel, and several requests at once",
        ]);

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task After_each_section_it_forecasts(string section)
    {
        await using RunnerPeer runner = Start(section);

        string[] capabilities = [.. Result(await runner.AskAsync("1", "hello", """{"protocol":1}""")).GetProperty("capabilities").EnumerateArray().Select(name => name.GetString()!)];
        if (capabilities.Contains("load"))
        {
            Result(await runner.AskAsync("2", "load", """{"model":"last","family":"last"}""")).GetProperty("model").GetString().ShouldBe("last");
        }

        Mean(await ForecastAsync(runner, """{"id":"a","freq":"D","timestamps":["2026-01-01","2026-01-02","2026-01-03"],"target":[1,2,4]}""")).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task The_session_of_the_page_goes_as_shown()
    {
        string page = await File.ReadAllTextAsync(DocumentsTests.PathOf("adding-a-runner-family.md"), TestContext.Current.CancellationToken);
        await using RunnerPeer runner = Start("1. The smallest runner");
        string? answer = null;
        string[] requests = DocumentsTests.Requests("adding-a-runner-family.md");
        requests.Length.ShouldBe(2);
        foreach (string request in requests)
        {
            await runner.SendLineAsync(request);
            answer = await runner.ReadLineAsync();
        }

        page.ShouldContain(answer.ShouldNotBeNull());
    }

    [Fact]
    public async Task Quantiles_have_the_levels_that_were_asked_for()
    {
        await using RunnerPeer runner = Start("4. Quantiles");

        JsonElement answer = await ForecastAsync(runner, """{"id":"a","target":[1]}""", ",\"quantiles\":[0.1,0.975]");

        Forecast(answer).GetProperty("quantiles").GetRawText().ShouldBe("""{"0.1": [1, 1], "0.975": [1, 1]}""");
    }

    [Fact]
    public async Task A_series_without_values_is_an_error_of_its_own()
    {
        await using RunnerPeer runner = Start("5. A series that cannot be forecast");

        JsonElement result = Result(await ForecastAsync(runner, """{"id":"a","target":[null]},{"id":"b","target":[3,null]}"""));

        result.GetProperty("forecasts")[0].GetProperty("id").GetString().ShouldBe("b");
        result.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("SERIES_NOT_FORECASTABLE");
    }

    [Fact]
    public async Task Options_are_obeyed_or_refused()
    {
        await using RunnerPeer runner = Start("6. Options, and requests that are refused");

        Mean(await ForecastAsync(runner, """{"id":"a","target":[1]}""", ",\"options\":{\"add\":2}")).ShouldBe([3, 3]);
        JsonElement error = (await ForecastAsync(runner, """{"id":"a","target":[1]}""", ",\"options\":{\"sing\":2}")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32602);
        error.GetProperty("message").GetString()!.ShouldContain("'add'");
    }

    [Fact]
    public async Task Time_stamps_are_looked_at()
    {
        await using RunnerPeer runner = Start("7. Time stamps");

        JsonElement answer = await ForecastAsync(runner, """{"id":"a","freq":"D","timestamps":["2026-01-02","2026-01-03"],"target":[1,2]}""");

        Forecast(answer).GetProperty("warnings")[0].GetString().ShouldBe("1 of 2 values are of a weekend");
    }

    [Fact]
    public async Task Covariates_are_used()
    {
        await using RunnerPeer runner = Start("8. Covariates");

        JsonElement answer = await ForecastAsync(
            runner, """{"id":"a","target":[1,2],"past_covariates":{"price":[5,10]},"future_covariates":{"price":[20,30]}}""");

        Mean(answer).ShouldBe([4, 6]);
    }

    [Fact]
    public async Task A_model_is_there_between_load_and_unload()
    {
        await using RunnerPeer runner = Start("9. Load and unload");
        (await ForecastAsync(runner, """{"id":"a","target":[1]}""")).TryGetProperty("error", out _).ShouldBeTrue();
        Result(await runner.AskAsync("l", "load", """{"model":"last","family":"last"}"""));
        Mean(await ForecastAsync(runner, """{"id":"a","target":[1]}""")).ShouldBe([1, 1]);
        Result(await runner.AskAsync("u", "unload", """{"model":"last"}"""));
        (await ForecastAsync(runner, """{"id":"a","target":[1]}""")).TryGetProperty("error", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Progress_is_told_series_by_series()
    {
        await using RunnerPeer runner = Start("10. Progress");

        await runner.SendLineAsync("""{"id":"f","method":"forecast","params":{"model":"last","horizon":1,"series":[{"id":"a","target":[1]},{"id":"b","target":[1]}]}}""");

        (await runner.ReadLineAsync()).ShouldBe("""{"id": "f", "progress": {"completed": 1, "total": 2}}""");
        (await runner.ReadLineAsync()).ShouldBe("""{"id": "f", "progress": {"completed": 2, "total": 2}}""");
        Result(await runner.AnswerAsync("f")).GetProperty("forecasts").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_canceled_is_answered_so()
    {
        await using RunnerPeer runner = Start("11. Cancel, and several requests at once");

        Result(await runner.AskAsync("c", "cancel", """{"target":"f"}"""));

        (await ForecastAsync(runner, """{"id":"a","target":[1]}""")).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32003);
        Result(await runner.AskAsync("p", "ping", "{}"));
    }

    private static RunnerPeer Start(string section)
    {
        Assert.SkipUnless(RunnerProcess.Exists("python3"), "python3 is not installed");
        return RunnerProcess.Start("python3", "-c", PageRunner.All.Single(runner => runner.Section == section).Program);
    }

    private static Task<JsonElement> ForecastAsync(RunnerPeer runner, string series, string more = "") =>
        runner.AskAsync("f", "forecast", $$"""{"model":"last","horizon":2,"series":[{{series}}]{{more}}}""");

    private static JsonElement Result(JsonElement answer) => answer.GetProperty("result");

    private static JsonElement Forecast(JsonElement answer) => Result(answer).GetProperty("forecasts")[0];

    private static double[] Mean(JsonElement answer) => [.. Forecast(answer).GetProperty("mean").EnumerateArray().Select(value => value.GetDouble())];
}
