namespace Tollama.Stats.Tests;

public sealed class AutoTests
{
    [Fact]
    public void A_trend_is_theta_s() => Method([1, 2, 4, 5, 7, 8, 9, 11]).ShouldBe("theta, no season");

    [Fact]
    public void A_season_is_multiplied_back()
    {
        double[] y = [.. Enumerable.Range(0, 36).Select(index => (100 + index) * (index % 4 == 0 ? 2 : 1))];
        FittedModel fitted = new Auto().Fit(y, 4);
        fitted.Method.ShouldBe("theta, multiplicative season of 4");
        double[] mean = fitted.Forecast(4).Mean;
        mean[0].ShouldBe(272, 12);
        mean[1].ShouldBe(137, 6);
    }

    [Fact]
    public void A_season_around_zero_is_added()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => (index % 4) switch { 0 => 10d, 1 => -3, 2 => -9, _ => 2.5 })];
        FittedModel fitted = new Auto().Fit(y, 4);
        fitted.Method.ShouldBe("theta, additive season of 4");
        fitted.Forecast(4).Mean.Zip(y, (ours, truth) => Math.Abs(ours - truth)).Max().ShouldBeLessThan(0.5);
    }

    [Theory]
    [InlineData(new[] { 5d }, "naive: fewer than 3 observed values")]
    [InlineData(new[] { 5d, 6d }, "naive: fewer than 3 observed values")]
    [InlineData(new[] { 5d, double.NaN, 5d }, "naive: all values are equal")]
    [InlineData(new[] { 0d, 0d, 0d }, "naive: all values are 0")]
    public void Short_and_constant_series_get_their_last_value_and_a_reason(double[] y, string method)
    {
        FittedModel fitted = new Auto().Fit(y, 12);
        fitted.Method.ShouldBe(method);
        fitted.Forecast(2).Mean.ShouldBe([y[^1], y[^1]]);
    }

    [Fact]
    public void Intermittent_demand_gets_a_level_and_empirical_quantiles()
    {
        FittedModel fitted = new Auto().Fit([0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0]);
        fitted.Method.ShouldStartWith("smoothed level with empirical quantiles: intermittent, a demand every 4 values");
        var forecast = fitted.Forecast(3, [0.5, 0.99]);
        forecast.Mean[0].ShouldBeInRange(0.3, 1.5);
        forecast.Quantiles[0].ShouldBe([0, 0, 0]);
        forecast.Quantiles[1][0].ShouldBeInRange(3, 4);
    }

    private static string Method(double[] y) => new Auto().Fit(y).Method;
}
