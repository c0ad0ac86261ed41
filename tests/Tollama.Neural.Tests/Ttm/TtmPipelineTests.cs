using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Ttm;

public sealed class TtmPipelineTests : IDisposable
{
    private const string Name = "ttm-pipeline-short-and-gaps";

    private const string Pipeline = """{"preparation":"pipeline"}""";

    private static readonly GoldenModel Golden = new(Name, weights: "ttm-tiny-random");

    private readonly TtmModel _model = TtmModel.Load(Golden.Files);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    public void Dispose() => _model.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_the_preparation_of_the_pipeline_forecasts_are_those_of_the_pipeline(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[] history = GoldenModel.Numbers(golden.GetProperty("past_values_[t]"));
        GoldenModel.ShouldAgree([Forecast(history, Pipeline).Mean], [GoldenModel.Numbers(golden.GetProperty("prediction_[h]"))]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void By_default_only_short_histories_and_gaps_are_others(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[] history = GoldenModel.Numbers(golden.GetProperty("past_values_[t]"));
        double[] expected = GoldenModel.Numbers(golden.GetProperty("prediction_[h]"));
        double[] mean = Forecast(history, "{}").Mean;
        if (name.EndsWith("control", StringComparison.Ordinal))
        {
            GoldenModel.ShouldAgree([mean], [expected]);
        }
        else
        {
            mean.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeGreaterThan(0.1);
        }
    }

    [Fact]
    public void The_quantiles_of_the_pipeline_rest_on_earlier_origins_prepared_in_the_same_way()
    {
        double[] history = [.. Enumerable.Range(0, 90).Select(t => t is > 70 and < 75 or 12 ? double.NaN : 20 + (10 * Math.Sin(t * 0.7)))];
        SeriesForecast forecast = Forecast(history, Pipeline, 0.1, 0.9);
        forecast.Warnings.ShouldContain(warning => warning.Contains("8 earlier origins", StringComparison.Ordinal));
        forecast.Quantiles[0].Zip(forecast.Quantiles[1]).ShouldAllBe(pair => pair.First < pair.Second);
        forecast.Quantiles[1].ShouldNotBe(Forecast(history, "{}", 0.1, 0.9).Quantiles[1]);
    }

    private SeriesForecast Forecast(double[] history, string options, params double[] levels)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = history }], 12),
            QuantileLevels = levels,
            Options = JsonDocument.Parse(options).RootElement,
        };
        return _model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast.ShouldNotBeNull();
    }
}
