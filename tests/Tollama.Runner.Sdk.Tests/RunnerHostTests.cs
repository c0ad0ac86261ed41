using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests;

public sealed class RunnerHostTests
{
    private const string Load = """{"model":"m","family":"scripted"}""";
    private const string OneSeries = """{"model":"m","horizon":2,"quantiles":[0.5],"series":[{"id":"a","target":[1,2,3]}]}""";

    [Fact]
    public async Task A_running_forecast_is_cancelled_by_its_id()
    {
        TaskCompletionSource started = new();
        await using RunnerPeer runner = await StartAsync((task, _, token) =>
        {
            started.SetResult();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return [];
        });
        await runner.SendLineAsync(Request("f", "forecast", OneSeries));
        await started.Task;
        (await runner.AskAsync("c", "cancel", """{"target":"f"}""")).TryGetProperty("result", out _).ShouldBeTrue();
        Code(await runner.AnswerAsync("f")).ShouldBe(RunnerErrorCodes.Canceled);
    }

    [Fact]
    public async Task A_forecast_that_waits_for_a_place_is_cancelled_as_well()
    {
        using ManualResetEventSlim gate = new();
        await using RunnerPeer runner = await StartAsync(
            (task, _, token) =>
            {
                gate.Wait(token);
                return [ScriptedFamily.Outcome(task.Series[0], task)];
            },
            options => options with { MaxParallelRequests = 1 });
        await runner.SendLineAsync(Request("1", "forecast", OneSeries));
        await runner.SendLineAsync(Request("2", "forecast", OneSeries));
        await runner.AskAsync("c1", "cancel", """{"target":"1"}""");
        await runner.AskAsync("c2", "cancel", """{"target":"2"}""");
        Code(await runner.AnswerAsync("1")).ShouldBe(RunnerErrorCodes.Canceled);
        Code(await runner.AnswerAsync("2")).ShouldBe(RunnerErrorCodes.Canceled);
    }

    [Fact]
    public async Task The_end_of_the_input_cancels_what_runs()
    {
        TaskCompletionSource started = new(), cancelled = new();
        await using RunnerPeer runner = await StartAsync((task, _, token) =>
        {
            started.SetResult();
            token.WaitHandle.WaitOne();
            cancelled.SetResult();
            throw new OperationCanceledException(token);
        });
        await runner.SendLineAsync(Request("f", "forecast", OneSeries));
        await started.Task;
        runner.CloseInput();
        await runner.Ended;
        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_model_that_throws_costs_only_its_own_request()
    {
        await using RunnerPeer runner = await StartAsync((_, _, _) => throw new NotSupportedException("broken inside"));
        JsonElement answer = await runner.AskAsync("f", "forecast", OneSeries);
        Code(answer).ShouldBe(RunnerErrorCodes.ModelFailed);
        answer.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("broken inside");
        (await runner.AskAsync("p", "ping")).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_family_that_cannot_load_says_why_and_the_model_stays_unknown()
    {
        await using RunnerPeer runner = InProcessRunner.Start(
            new ScriptedFamily((_, _, _) => [], () => throw new TollamaException(ErrorCode.ModelNotFound, "weights are gone", "pull it again")));
        JsonElement answer = await runner.AskAsync("l", "load", Load);
        Code(answer).ShouldBe(RunnerErrorCodes.ModelUnavailable);
        answer.GetProperty("error").GetProperty("data").GetProperty("hint").GetString().ShouldBe("pull it again");
        Code(await runner.AskAsync("f", "forecast", OneSeries)).ShouldBe(RunnerErrorCodes.ModelUnavailable);
    }

    [Fact]
    public async Task A_forecast_sent_right_behind_its_load_waits_for_it()
    {
        using ManualResetEventSlim gate = new();
        await using RunnerPeer runner = InProcessRunner.Start(new ScriptedFamily(
            (task, _, _) => [ScriptedFamily.Outcome(task.Series[0], task)], () => gate.Wait(TestContext.Current.CancellationToken)));
        await runner.SendLineAsync(Request("l", "load", Load));
        await runner.SendLineAsync(Request("f", "forecast", OneSeries));
        await runner.AskAsync("p", "ping");
        gate.Set();
        (await runner.AnswerAsync("f")).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_value_that_is_not_finite_becomes_an_error_of_its_series(double value)
    {
        await using RunnerPeer runner = await StartAsync((task, _, _) => [ScriptedFamily.Outcome(task.Series[0], task, value)]);
        JsonElement answer = await runner.AskAsync("f", "forecast", OneSeries);
        Code(answer).ShouldBe(RunnerErrorCodes.ModelFailed);
        answer.GetProperty("error").GetProperty("data").GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain("finite");
    }

    [Fact]
    public async Task Usage_says_how_much_was_looked_at()
    {
        await using RunnerPeer runner = await StartAsync((task, _, _) => [ScriptedFamily.Outcome(task.Series[0], task)]);
        JsonElement usage = (await runner.AskAsync("f", "forecast", OneSeries)).GetProperty("result").GetProperty("usage");
        usage.GetRawText().ShouldBe(
            """{"runner":"test-runner","device":"cpu","series_count":1,"horizon":2,"context_used":2,"context_available":3,"context_truncated":true}""");
    }

    [Fact]
    public async Task Usage_is_what_the_model_itself_says_it_looked_at()
    {
        await using RunnerPeer runner = await StartAsync(
            (task, _, _) => [SeriesOutcome.Success(task.Series[0].Id, ScriptedFamily.Outcome(task.Series[0], task).Forecast! with { ContextUsed = 1 })]);
        JsonElement usage = (await runner.AskAsync("f", "forecast", OneSeries)).GetProperty("result").GetProperty("usage");
        usage.GetProperty("context_used").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Progress_comes_at_once_and_then_at_most_every_50_ms()
    {
        FakeTimeProvider clock = new();
        await using RunnerPeer runner = await StartAsync(
            (task, progress, _) =>
            {
                for (int done = 1; done <= task.Series.Count; done++)
                {
                    progress!.Report(done);
                    clock.Advance(TimeSpan.FromMilliseconds(20));
                }

                return [.. task.Series.Select(series => ScriptedFamily.Outcome(series, task))];
            },
            options => options with { TimeProvider = clock });
        string series = string.Join(",", Enumerable.Range(0, 10).Select(number => $$"""{"id":"s{{number}}","target":[1]}"""));
        await runner.SendLineAsync(Request("f", "forecast", $$"""{"model":"m","horizon":1,"series":[{{series}}]}"""));

        List<int> completed = [];
        while (JsonDocument.Parse((await runner.ReadLineAsync())!).RootElement is var line && line.TryGetProperty("progress", out JsonElement notice))
        {
            notice.GetProperty("total").GetInt32().ShouldBe(10);
            completed.Add(notice.GetProperty("completed").GetInt32());
        }

        completed.ShouldBe([1, 4, 7, 10]);
    }

    [Fact]
    public async Task A_line_above_the_limit_is_refused_and_skipped()
    {
        await using RunnerPeer runner = await StartAsync((_, _, _) => [], options => options with { MaxLineBytes = 200 });
        await runner.SendLineAsync(Request("1", "ping", $"\"{new string('x', 100_000)}\""));
        Code(await runner.AnswerAsync("unknown")).ShouldBe(RunnerErrorCodes.InvalidRequest);
        (await runner.AskAsync("2", "ping")).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_id_can_be_used_again_after_its_answer_but_not_before()
    {
        using ManualResetEventSlim gate = new();
        await using RunnerPeer runner = await StartAsync((task, _, token) =>
        {
            gate.Wait(token);
            return [ScriptedFamily.Outcome(task.Series[0], task)];
        });
        await runner.SendLineAsync(Request("f", "forecast", OneSeries));
        Code(await runner.AskAsync("f", "forecast", OneSeries)).ShouldBe(RunnerErrorCodes.InvalidRequest);
        gate.Set();
        (await runner.AnswerAsync("f")).TryGetProperty("result", out _).ShouldBeTrue();
        (await runner.AskAsync("f", "forecast", OneSeries)).TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Parameters_arrive_as_they_were_sent()
    {
        ForecastTask? seen = null;
        await using RunnerPeer runner = await StartAsync((task, _, _) =>
        {
            seen = task;
            return [ScriptedFamily.Outcome(task.Series[0], task)];
        });
        await runner.AskAsync("f", "forecast", """
            {"series":[{"static_covariates":{"city":"Bern","area":3},"future_covariates":{"p":[1,2],"text":["a","b"]},
            "past_covariates":{"q":[null,5e-1,2,3],"text":["\u0061",null,"b","b"],"flag":[true,false,null,true],"mixed":[1.50,"x",2,2]},
            "timestamps":["2024-01-01","2024-02-01","2024-03-01","2024-04-01"],"target":[-1.25,null,12345678901234567890,1e-7],
            "freq":"MS","id":"ä\u0031","unknown":1}],"unknown":{"deep":[{}]},
            "options":{"season_length":12},"seed":9007199254740993,"quantiles":[0.001,0.999],"horizon":2,"model":"m"}
            """.ReplaceLineEndings(" "));
        seen.ShouldNotBeNull();
        seen.Horizon.ShouldBe(2);
        seen.QuantileLevels.ShouldBe([0.001, 0.999]);
        seen.Seed.ShouldBe(9007199254740993);
        seen.Options!.Value.GetProperty("season_length").GetInt32().ShouldBe(12);
        TimeSeries series = seen.Series.ShouldHaveSingleItem();
        series.Id.ShouldBe("ä1");
        series.Frequency!.Name.ShouldBe("MS");
        series.Target.ShouldBe([-1.25, double.NaN, 12345678901234567890d, 1e-7]);
        series.Times!.Select(time => time.ToString()).ShouldBe(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]);
        series.Covariates.ToDictionary(covariate => covariate.Name, covariate => $"{Text(covariate.Past)} / {Text(covariate.Future)}").ShouldBe(
            new Dictionary<string, string>
            {
                ["q"] = "NaN,0.5,2,3 / ",
                ["p"] = " / 1,2",
                ["text"] = "a,null,b,b / a,b",
                ["flag"] = "true,false,null,true / ",
                ["mixed"] = "1.5,x,2,2 / ",
            },
            ignoreOrder: true);
        series.StaticCovariates["city"].GetString().ShouldBe("Bern");
    }

    private static string Text(Column? column) => column switch
    {
        null => "",
        NumberColumn numbers => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))),
        _ => string.Join(',', ((CategoryColumn)column).ToTexts().Select(text => text ?? "null")),
    };

    private static async Task<RunnerPeer> StartAsync(
        Func<ForecastTask, IProgress<int>?, CancellationToken, IReadOnlyList<SeriesOutcome>> forecast,
        Func<RunnerHostOptions, RunnerHostOptions>? configure = null)
    {
        RunnerHostOptions options = new() { Name = "test-runner", Version = "1.0", Families = [new ScriptedFamily(forecast)] };
        RunnerPeer runner = InProcessRunner.Start(configure?.Invoke(options) ?? options);
        (await runner.AskAsync("load", "load", Load)).TryGetProperty("result", out _).ShouldBeTrue();
        return runner;
    }

    private static string Request(string id, string method, string parameters) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","method":"{{method}}","params":{{parameters}}}""");

    private static int Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();
}
