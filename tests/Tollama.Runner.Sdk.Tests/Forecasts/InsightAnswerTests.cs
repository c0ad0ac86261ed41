using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Forecasts;

/// <summary>What a runner answers of a history.</summary>
public sealed class InsightAnswerTests
{
    private static readonly SeriesInsight Whole = new()
    {
        Fitted = [double.NaN, 1.5, 2],
        Components = SeriesComponents.Of([1, double.NaN, 3], [1, 2, 3], new Dictionary<string, double[]> { ["2"] = [0.5, -0.5, 0.5] }, multiplicative: false, "states"),
        Parameters = new Dictionary<string, double> { ["alpha"] = 0.5 },
        Effects = new Dictionary<string, CovariateEffectData> { ["price"] = new() { Coefficient = 2, Forecast = [4, 6], Method = "coefficient" } },
    };

    private static readonly string[] Besides = ["fitted", "residuals", "components", "parameters", "effects"];

    [Fact]
    public async Task The_model_is_told_what_was_asked_for_and_its_answer_is_on_the_wire()
    {
        ForecastTask? asked = null;
        await using RunnerPeer runner = await StartAsync(Whole, task => asked = task);

        JsonElement forecast = await AskAsync(runner, "\"fitted\",\"components\",\"parameters\",\"effects\"");

        asked!.Include.ShouldBe([Inclusion.Fitted, Inclusion.Components, Inclusion.Parameters, Inclusion.Effects]);
        forecast.GetProperty("fitted").GetRawText().ShouldBe("[null,1.5,2]");
        forecast.GetProperty("components").GetRawText().ShouldBe("""{"trend":[1,2,3],"seasonal":{"2":[0.5,-0.5,0.5]},"remainder":[-0.5,null,-0.5],"method":"states"}""");
        forecast.GetProperty("parameters").GetRawText().ShouldBe("""{"alpha":0.5}""");
        forecast.GetProperty("effects").GetRawText().ShouldBe("""{"price":{"coefficient":2,"forecast":[4,6],"method":"coefficient"}}""");
    }

    [Theory]
    [InlineData("\"residuals\"", "fitted")]
    [InlineData("\"parameters\"", "parameters")]
    [InlineData("", "")]
    public async Task Only_what_was_asked_for_is_sent(string include, string sent)
    {
        await using RunnerPeer runner = await StartAsync(Whole);

        JsonElement forecast = await AskAsync(runner, include);

        Besides.Where(name => forecast.TryGetProperty(name, out _)).ShouldBe(sent.Length == 0 ? [] : [sent]);
    }

    public static IEnumerable<TheoryDataRow<SeriesInsight>> Wrong =>
    [
        new(Whole with { Fitted = [1] }),
        new(Whole with { Components = Whole.Components! with { Trend = [1] } }),
        new(Whole with { Components = Whole.Components! with { Seasonal = new Dictionary<string, double[]> { ["2"] = [] } } }),
        new(Whole with { Parameters = new Dictionary<string, double> { ["alpha"] = double.NaN } }),
        new(Whole with { Effects = new Dictionary<string, CovariateEffectData> { ["price"] = new() { Forecast = [4], Method = "m" } } }),
        new(Whole with { Effects = new Dictionary<string, CovariateEffectData> { ["price"] = new() { History = [4], Method = "m" } } }),
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Numbers_that_do_not_fit_are_an_error_of_their_series(SeriesInsight insight)
    {
        await using RunnerPeer runner = await StartAsync(insight);

        JsonElement answer = await runner.AskAsync("f", "forecast", Parameters("\"fitted\""));

        answer.GetProperty("error").GetProperty("message").GetString().ShouldBe("The model returned arrays of the wrong length.");
    }

    private static async Task<RunnerPeer> StartAsync(SeriesInsight insight, Action<ForecastTask>? told = null)
    {
        RunnerPeer runner = InProcessRunner.Start(new ScriptedFamily((task, _, _) =>
        {
            told?.Invoke(task);
            return [SeriesOutcome.Success("a", ScriptedFamily.Outcome(task.Series[0], task).Forecast! with { Insight = insight })];
        }));
        (await runner.AskAsync("load", "load", """{"model":"scripted","family":"scripted"}""")).TryGetProperty("result", out _).ShouldBeTrue();
        return runner;
    }

    private static async Task<JsonElement> AskAsync(RunnerPeer runner, string include)
    {
        JsonElement answer = await runner.AskAsync("f", "forecast", Parameters(include));
        return answer.GetProperty("result").GetProperty("forecasts")[0];
    }

    private static string Parameters(string include) =>
        $$"""{"model":"scripted"{{(include.Length == 0 ? "" : $",\"include\":[{include}]")}},"horizon":2,"series":[{"id":"a","target":[1,null,3]}]}""";
}
