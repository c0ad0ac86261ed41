using System.Text;
using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Analyses;

public sealed class AnalyzeRequestTests
{
    private const string TwoSeries = """{"settings":{"ranges":2.5},"series":[{"id":"a","target":[1,2,3]},{"id":"b","target":[null]}]}""";

    [Fact]
    public async Task A_runner_with_an_analyzer_says_so_and_answers_series_by_series()
    {
        AnalysisSettings? asked = null;
        await using RunnerPeer runner = Start(new ScriptedAnalyzer((series, settings, _) =>
        {
            asked = settings;
            return series.Id == "b" ? throw new TollamaException(ErrorCode.SeriesNotForecastable, "nothing there") : Of(series);
        }));

        JsonElement hello = (await runner.AskAsync("h", "hello", """{"protocol":1}""")).GetProperty("result");
        hello.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldContain("analyze");
        JsonElement result = (await runner.AskAsync("1", "analyze", TwoSeries)).GetProperty("result");

        AnalyzeResult read = AnalyzeResult.Read(Encoding.UTF8.GetBytes(result.GetRawText()));
        read.Analyses.ShouldHaveSingleItem().Id.ShouldBe("a");
        read.Errors!.ShouldHaveSingleItem().Message.ShouldBe("nothing there");
        asked.ShouldBe(new AnalysisSettings(Ranges: 2.5));
    }

    [Fact]
    public async Task A_runner_without_one_has_no_such_method()
    {
        await using RunnerPeer runner = InProcessRunner.Start(new ScriptedFamily((_, _, _) => []));

        JsonElement hello = (await runner.AskAsync("h", "hello", """{"protocol":1}""")).GetProperty("result");
        hello.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldNotContain("analyze");
        (await runner.AskAsync("1", "analyze", TwoSeries)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.MethodNotFound);
    }

    [Fact]
    public async Task An_analysis_is_cancelled_by_its_id()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunnerPeer runner = Start(new ScriptedAnalyzer((series, _, token) =>
        {
            started.TrySetResult();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return Of(series);
        }));
        await runner.SendLineAsync($$"""{"id":"1","method":"analyze","params":{{TwoSeries}}}""");
        await started.Task;

        await runner.AskAsync("c", "cancel", """{"target":"1"}""");

        (await runner.AnswerAsync("1")).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.Canceled);
    }

    [Theory]
    [InlineData("""{"series":[{"id":"a"}]}""", RunnerErrorCodes.InvalidParams)]
    [InlineData("""{}""", RunnerErrorCodes.InvalidParams)]
    public async Task Parameters_that_are_none_are_refused(string parameters, int code)
    {
        await using RunnerPeer runner = Start(new ScriptedAnalyzer((series, _, _) => Of(series)));

        (await runner.AskAsync("1", "analyze", parameters)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(code);
    }

    private static RunnerPeer Start(ISeriesAnalyzer analyzer) => InProcessRunner.Start(
        new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [new ScriptedFamily((_, _, _) => [])], Analyzer = analyzer });

    private static SeriesAnalysis Of(TimeSeries series) => new() { Id = series.Id, Length = series.Length, Trend = new FoundTrend(FoundTrend.Flat, 0, 0, 0) };

    private sealed class ScriptedAnalyzer(Func<TimeSeries, AnalysisSettings, CancellationToken, SeriesAnalysis> analyze) : ISeriesAnalyzer
    {
        public SeriesAnalysis Analyze(TimeSeries series, AnalysisSettings settings, CancellationToken cancellationToken) => analyze(series, settings, cancellationToken);
    }
}
