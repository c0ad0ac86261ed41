using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Sampling;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Samples;

public sealed class SampleRequestTests
{
    private const string TwoSeries =
        """{"settings":{"paths":5,"seed":-3,"included":2,"levels":[0.5],"threshold":1.5},"series":[{"id":"a","mean":[1,2],"quantiles":{"0.1":[0,1],"0.9":[2,3]},"error_weights":[1,0.5],"sum_steps":[2]},{"id":"b","mean":[1],"quantiles":{"0.1":[0]}}]}""";

    [Fact]
    public async Task A_runner_with_a_sampler_says_so_and_answers_series_by_series()
    {
        SampleSettings? asked = null;
        SampleSource? source = null;
        await using RunnerPeer runner = Start(new ScriptedSampler((series, settings) =>
        {
            (asked, source) = series.Id == "a" ? (settings, series) : (asked, source);
            return series.Id == "b"
                ? throw new TollamaException(ErrorCode.InvalidRequest, "one level")
                : new SeriesSample { Id = series.Id, Paths = [[1, 2]], Sums = new SampledSums { Mean = [3], Quantiles = new() { ["0.5"] = [3] } } };
        }));

        JsonElement hello = (await runner.AskAsync("h", "hello", """{"protocol":1}""")).GetProperty("result");
        hello.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()).ShouldContain("sample");
        JsonElement result = (await runner.AskAsync("1", "sample", TwoSeries)).GetProperty("result");

        SampleResult read = SampleResult.Read(Encoding.UTF8.GetBytes(result.GetRawText()));
        read.Samples.ShouldHaveSingleItem().Paths!.ShouldHaveSingleItem().ShouldBe([1, 2]);
        read.Errors!.ShouldHaveSingleItem().Message.ShouldBe("one level");
        (asked!.Paths, asked.Seed, asked.Included, asked.Threshold, asked.Levels[0]).ShouldBe((5, -3L, 2, 1.5, 0.5));
        (source!.ErrorWeights![1], source.SumSteps![0], source.Quantiles["0.9"][1]).ShouldBe((0.5, 2, 3.0));
    }

    [Fact]
    public async Task A_runner_without_one_has_no_such_method()
    {
        await using RunnerPeer runner = InProcessRunner.Start(new ScriptedFamily((_, _, _) => []));

        (await runner.AskAsync("1", "sample", TwoSeries)).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.MethodNotFound);
    }

    [Theory]
    [InlineData("""{}""", "params.series is missing")]
    [InlineData("""{"series":[{"id":"a","mean":[1]}]}""", "params.series[0].quantiles is missing")]
    [InlineData("""{"settings":{"paths":"x"},"series":[]}""", "params.settings.paths is the text 'x'; it must be a whole number, 0 or more")]
    public async Task Parameters_that_are_none_are_refused(string parameters, string details)
    {
        await using RunnerPeer runner = Start(new ScriptedSampler((series, _) => new SeriesSample { Id = series.Id }));

        JsonElement error = (await runner.AskAsync("1", "sample", parameters)).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(RunnerErrorCodes.InvalidParams);
        error.GetProperty("data").GetProperty("details").GetString().ShouldBe(details);
    }

    private static RunnerPeer Start(ISeriesSampler sampler) => InProcessRunner.Start(
        new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [new ScriptedFamily((_, _, _) => [])], Sampler = sampler });

    private sealed class ScriptedSampler(Func<SampleSource, SampleSettings, SeriesSample> sample) : ISeriesSampler
    {
        public SeriesSample Sample(SampleSource source, SampleSettings settings, CancellationToken cancellationToken) => sample(source, settings);
    }
}
