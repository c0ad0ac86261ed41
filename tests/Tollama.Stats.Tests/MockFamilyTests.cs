using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests;

public sealed class MockFamilyTests
{
    [Fact]
    public void The_last_observed_value_is_repeated_as_mean_and_as_every_quantile()
    {
        SeriesForecast forecast = Forecast([1, 7, double.NaN]).Forecast.ShouldNotBeNull();
        forecast.Mean.ShouldBe([7, 7]);
        forecast.Quantiles.ShouldBe([[7, 7], [7, 7]]);
    }

    [Fact]
    public void A_series_without_values_is_an_error() => Forecast([double.NaN]).Error!.Code.ShouldBe(ErrorCode.SeriesNotForecastable);

    private static SeriesOutcome Forecast(double[] target)
    {
        IForecastModel model = new MockFamily().Load(new ModelReference { Family = "mock", Model = "mock" }, TestContext.Current.CancellationToken);
        ForecastTask task = new() { Panel = new Panel([new TimeSeries { Id = "a", Target = target }], 2), QuantileLevels = [0.1, 0.9] };
        return model.Forecast(task, null, TestContext.Current.CancellationToken)[0];
    }
}
