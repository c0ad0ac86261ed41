using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Toto2;

public sealed class Toto2ShortSeriesTests : IDisposable
{
    private const string Name = "toto2-short-series";

    private const int PatchLength = 8;

    private static readonly GoldenModel Golden = new(Name, weights: "toto2-tiny-random");

    private readonly Toto2Model _model = Toto2Model.Load(Golden.Files);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    public void Dispose() => _model.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_observed_padding_short_series_are_forecast_as_by_the_wrapper_of_the_makers(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[] target = GoldenModel.Numbers(golden.GetProperty("target_[t]"));
        GoldenModel.ShouldAgree(Forecast(target, """{"observe_padding":true}""").Quantiles, GoldenModel.Rows(golden.GetProperty("quantiles_[q][h]")));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void By_default_padding_is_masked_which_only_matters_below_a_patch(string name)
    {
        JsonElement golden = Golden.Case(name);
        double[] target = GoldenModel.Numbers(golden.GetProperty("target_[t]"));
        double[][] expected = GoldenModel.Rows(golden.GetProperty("quantiles_[q][h]"));
        double[][] quantiles = Forecast(target, "{}").Quantiles;
        if (target.Length >= PatchLength)
        {
            GoldenModel.ShouldAgree(quantiles, expected);
        }
        else
        {
            // Zeros that count pull the wrapper's forecast of values near 10 down.
            quantiles[4].Average().ShouldBeGreaterThan(expected[4].Average() + 0.5);
            quantiles[4].ShouldAllBe(value => value > 9);
        }
    }

    [Fact]
    public void A_gap_that_no_value_is_before_is_padding_too()
    {
        double[] zeros = [.. Enumerable.Repeat(0.0, 5), 10, 11, 12];
        double[] gap = [.. Enumerable.Repeat(double.NaN, 25), 10, 11, 12];
        Forecast(gap, """{"observe_padding":true}""").Mean.ShouldBe(Forecast(zeros, "{}").Mean);
        Forecast(gap, "{}").Mean.ShouldNotBe(Forecast(zeros, "{}").Mean);
    }

    [Fact]
    public void The_context_that_was_used_counts_no_padding() =>
        Forecast([10, 11, 12], """{"observe_padding":true}""").ContextUsed.ShouldBe(3);

    private SeriesForecast Forecast(double[] target, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = target }], 12),
            QuantileLevels = [.. Enumerable.Range(1, 9).Select(i => i / 10.0)],
            Options = JsonDocument.Parse(options).RootElement,
        };
        return _model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast.ShouldNotBeNull();
    }
}
