using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Chronos2;

public sealed class Chronos2ModelTests : IDisposable
{
    private const int Horizon = 6;

    private readonly Chronos2Model _model = Chronos2Model.Load(new GoldenModel("chronos-2-tiny-random").Files);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Covariates_of_the_past_and_of_the_future_matter_and_their_order_does_not()
    {
        TimeSeries plain = new() { Id = "a", Target = Wave(40, 0.3) };
        TimeSeries past = plain with { PastCovariates = new Dictionary<string, double[]> { ["p"] = Wave(40, 0.9) } };
        TimeSeries both = past with { FutureCovariates = new Dictionary<string, double[]> { ["f"] = Wave(46, 0.5), ["e"] = Wave(46, 1.5) } };
        TimeSeries turned = past with { FutureCovariates = new Dictionary<string, double[]> { ["e"] = Wave(46, 1.5), ["f"] = Wave(46, 0.5) } };
        TimeSeries another = past with { FutureCovariates = new Dictionary<string, double[]> { ["f"] = [.. Wave(40, 0.5), 9, 9, 9, 9, 9, 9], ["e"] = Wave(46, 1.5) } };
        double[][] means = [.. Forecast("{}", plain, past, both, turned, another).Select(forecast => forecast.Mean)];
        means[1].ShouldNotBe(means[0]);
        means[2].ShouldNotBe(means[1]);
        means[3].ShouldBe(means[2]);
        means[4].ShouldNotBe(means[2]);
    }

    [Fact]
    public void A_covariate_without_a_past_is_left_out_and_that_is_said()
    {
        TimeSeries plain = new() { Id = "a", Target = Wave(40, 0.3) };
        TimeSeries series = plain with { FutureCovariates = new Dictionary<string, double[]> { ["price"] = Wave(Horizon, 0.5) } };
        SeriesForecast[] forecasts = Forecast("{}", plain, series);
        forecasts[1].Mean.ShouldBe(forecasts[0].Mean);
        forecasts[1].Warnings.ShouldHaveSingleItem().ShouldContain("'price'");
    }

    [Fact]
    public void Series_learn_from_each_other_only_where_that_is_asked_for()
    {
        TimeSeries one = new() { Id = "a", Target = Wave(40, 0.3) };
        TimeSeries two = new() { Id = "b", Target = Wave(40, 0.8) };
        double[] alone = Forecast("{}", one)[0].Mean;
        Forecast("{}", one, two)[0].Mean.ShouldBe(alone);
        Forecast("""{"cross_learning":true}""", one)[0].Mean.ShouldBe(alone);
        Forecast("""{"cross_learning":true}""", one, two)[0].Mean.ShouldNotBe(alone);
    }

    [Fact]
    public void Targets_that_are_forecast_together_are_what_cross_learning_makes_of_them()
    {
        double[][] targets = [Wave(40, 0.3), Wave(40, 0.8)];
        double[][][] together = _model.ForecastTogether(targets, Horizon, TestContext.Current.CancellationToken);
        SeriesForecast[] crossed = Forecast(
            """{"cross_learning":true,"raw_quantiles":true}""", new TimeSeries { Id = "a", Target = targets[0] }, new TimeSeries { Id = "b", Target = targets[1] });
        together[1][10].ShouldBe(crossed[1].Mean);
    }

    private static double[] Wave(int length, double speed) => [.. Enumerable.Range(0, length).Select(t => 5 + Math.Sin(speed * t) + (0.01 * t))];

    private SeriesForecast[] Forecast(string options, params TimeSeries[] series)
    {
        ForecastTask task = new() { Series = series, Horizon = Horizon, Options = JsonDocument.Parse(options).RootElement };
        return [.. _model.Forecast(task, progress: null, TestContext.Current.CancellationToken).Select(outcome => outcome.Forecast!)];
    }
}
