using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Imputations;

public sealed class ImputeRequestTests
{
    private const string TwoSeries = """{"settings":{"level":80},"series":[{"id":"a","target":[1,null,3]},{"id":"b","target":[null]}]}""";

    [Fact]
    public async Task A_runner_with_an_imputer_says_so_and_answers_series_by_series()
    {
        ImputationSettings? asked = null;
        await using RunnerPeer runner = Start(new ScriptedImputer((series, settings, _) =>
        {
            asked = settings;
            return series.Id == "b" ? throw new TollamaException(ErrorCode.SeriesNotForecastable, "nothing there") : Of(series);
        }));

        JsonElement hello = (await runner.AskAsync("h", "hello", """{"protocol":1}""")).GetProperty("result");
        hello.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldContain("impute");
        JsonElement result = (await runner.AskAsync("1", "impute", TwoSeries)).GetProperty("result");

        ImputeResult read = ImputeResult.Read(Encoding.UTF8.GetBytes(result.GetRawText()));
        read.Imputations.ShouldHaveSingleItem().Filled.ShouldBe([new FilledStep(1, 2, 1, 3)]);
        read.Errors!.ShouldHaveSingleItem().Message.ShouldBe("nothing there");
        (asked!.Model, asked.Level, asked.SeasonLengths ?? [], asked.NonNegative).ShouldBeEquivalentTo(("auto", 80.0, (IReadOnlyList<int>)[], (bool?)null));
    }

    [Fact]
    public async Task A_runner_without_one_has_no_such_method()
    {
        await using RunnerPeer runner = InProcessRunner.Start(new ScriptedFamily((_, _, _) => []));

        JsonElement hello = (await runner.AskAsync("h", "hello", """{"protocol":1}""")).GetProperty("result");
        hello.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldNotContain("impute");
        (await runner.AskAsync("1", "impute", TwoSeries)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.MethodNotFound);
    }

    [Fact]
    public async Task An_imputation_is_cancelled_by_its_id()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunnerPeer runner = Start(new ScriptedImputer((series, _, token) =>
        {
            started.TrySetResult();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return Of(series);
        }));
        await runner.SendLineAsync($$"""{"id":"1","method":"impute","params":{{TwoSeries}}}""");
        await started.Task;

        await runner.AskAsync("c", "cancel", """{"target":"1"}""");

        (await runner.AnswerAsync("1")).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.Canceled);
    }

    [Theory]
    [InlineData("""{"series":[{"id":"a"}]}""", RunnerErrorCodes.InvalidParams)]
    [InlineData("""{}""", RunnerErrorCodes.InvalidParams)]
    public async Task Parameters_that_are_none_are_refused(string parameters, int code)
    {
        await using RunnerPeer runner = Start(new ScriptedImputer((series, _, _) => Of(series)));

        (await runner.AskAsync("1", "impute", parameters)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);
    }

    private static RunnerPeer Start(ISeriesImputer imputer) => InProcessRunner.Start(
        new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [new ScriptedFamily((_, _, _) => [])], Imputer = imputer });

    private static SeriesImputation Of(TimeSeries series) => new() { Id = series.Id, Method = "line", Filled = [new FilledStep(1, 2, 1, 3)] };

    private sealed class ScriptedImputer(Func<TimeSeries, ImputationSettings, CancellationToken, SeriesImputation> impute) : ISeriesImputer
    {
        public SeriesImputation Impute(TimeSeries series, ImputationSettings settings, CancellationToken cancellationToken) => impute(series, settings, cancellationToken);
    }
}
