using System.Text.Json;
using Tollama.Core.Protocol;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;
using Tollama.Stats;

namespace Tollama.Runner.Sdk.Tests;

/// <summary>A host may know nothing but hello and forecast: then the first forecast loads its model.</summary>
public sealed class LoadOnForecastTests
{
    private const string Series = """[{"id":"a","freq":"D","timestamps":["2026-01-01","2026-01-02","2026-01-03"],"target":[1,2,3]}]""";

    [Fact]
    public async Task The_first_forecast_loads_the_model_once()
    {
        int loads = 0;
        await using RunnerPeer runner = InProcessRunner.Start(
            new ScriptedFamily((task, _, _) => [.. task.Series.Select(series => ScriptedFamily.Outcome(series, task))], () => loads++));
        await runner.AskAsync("1", "hello", "{}");

        (await ForecastAsync(runner, "any-name")).GetProperty("result").GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(2);
        (await ForecastAsync(runner, "any-name")).TryGetProperty("result", out _).ShouldBeTrue();

        loads.ShouldBe(1);
    }

    [Theory]
    [InlineData("mock", true)]
    [InlineData("theta", false)]
    public async Task Of_several_families_the_one_that_is_called_so_has_the_model(string model, bool isFound)
    {
        await using RunnerPeer runner = InProcessRunner.Start(
            new RunnerHostOptions { Name = "two", Version = "1", Families = [new StatsFamily(TimeProvider.System), new MockFamily()] });

        (await ForecastAsync(runner, model)).TryGetProperty("result", out _).ShouldBe(isFound);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("theta")]
    [InlineData("mock")]
    public async Task The_runner_of_tollama_finds_the_models_that_need_no_files(string model)
    {
        await using RunnerPeer runner = RunnerProcess.Start(RunnerProcess.Executable("Tollama.Runner", "tollama-runner"));
        await runner.AskAsync("1", "hello", "{}");

        JsonElement answer = await ForecastAsync(runner, model);

        answer.GetProperty("result").GetProperty("forecasts")[0].GetProperty("mean").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("chronos-bolt-tiny")]
    [InlineData("../../mock")]
    [InlineData("")]
    public async Task What_it_does_not_have_it_names(string model)
    {
        await using RunnerPeer runner = RunnerProcess.Start(RunnerProcess.Executable("Tollama.Runner", "tollama-runner"));

        JsonElement error = (await ForecastAsync(runner, model)).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBeOneOf(RunnerErrorCodes.ModelUnavailable, RunnerErrorCodes.InvalidParams);
    }

    [Fact]
    public async Task A_host_that_loads_has_to_load_every_model()
    {
        await using RunnerPeer runner = InProcessRunner.Start(new MockFamily());
        await runner.AskAsync("l", "load", """{"model":"one","family":"mock"}""");

        (await ForecastAsync(runner, "two")).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.ModelUnavailable);
    }

    [Theory]
    [InlineData("hello", "[]", "params is an array; it must be an object")]
    [InlineData("ping", "7", "params is a number; it must be an object")]
    [InlineData("forecast", "[]", "params is an array; it must be an object")]
    [InlineData("forecast", " \"x\"", "params is a text; it must be an object")]
    [InlineData("load", "[]", "params is an array; it must be an object")]
    [InlineData("load", "{}", "params.model is missing")]
    [InlineData("load", """{"model":"m"}""", "params.family is missing")]
    [InlineData("load", """{"model":7,"family":"mock"}""", "params.model is 7; it must be a text")]
    [InlineData("load", """{"model":"m","model":"n","family":"mock"}""", "params.model stands twice")]
    [InlineData("load", """{"model":"m","family":"mock","files":["a"]}""", "params.files is an array; it must be an object")]
    [InlineData("load", """{"model":"m","family":"mock","files":{"a":null}}""", "params.files.a is null; it must be a text")]
    [InlineData("load", """{"model":"m","family":"mock","options":3}""", "params.options is 3; it must be an object")]
    [InlineData("unload", "{}", "params.model is missing")]
    [InlineData("cancel", """{"target":5}""", "params.target is 5; it must be a text")]
    public async Task Parameters_of_another_shape_are_refused_in_a_sentence(string method, string parameters, string told)
    {
        await using RunnerPeer runner = InProcessRunner.Start(new MockFamily());

        JsonElement error = (await runner.AskAsync("1", method, parameters)).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.InvalidParams);
        error.GetProperty("message").GetString().ShouldBe($"invalid params of {method}: {told}");
    }

    private static Task<JsonElement> ForecastAsync(RunnerPeer runner, string model) =>
        runner.AskAsync("f", "forecast", $$"""{"model":"{{model}}","horizon":2,"series":{{Series}}}""");
}
