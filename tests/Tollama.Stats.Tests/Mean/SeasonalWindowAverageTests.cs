using Tollama.Core.Errors;

namespace Tollama.Stats.Tests;

public sealed class SeasonalWindowAverageTests
{
    private static readonly double[] Quarters = [1, 2, 3, 4, 3, 4, 5, 6, 5, 6, 10, 8];

    [Fact]
    public void Each_season_is_the_mean_of_its_last_ones()
    {
        FittedModel fitted = new SeasonalWindowAverage().Fit(Quarters, 4);
        fitted.Method.ShouldBe("seasonal-window-average, last 2 seasons of 4");
        fitted.Forecast(5).Mean.ShouldBe([4, 5, 7.5, 7, 4]);
        fitted.Fitted[8..].ShouldBe([2, 3, 4, 5]);
        fitted.Fitted[..8].ShouldAllBe(value => double.IsNaN(value));
    }

    [Theory]
    [InlineData(1, new[] { 5d, 6, 10, 8 })]
    [InlineData(3, new[] { 3d, 4, 6, 6 })]
    [InlineData(9, new[] { 3d, 4, 6, 6 })]
    public void The_window_counts_seasons(int window, double[] mean) =>
        new SeasonalWindowAverage(window).Fit(Quarters, 4).Forecast(4).Mean.ShouldBe(mean);

    [Fact]
    public void Without_a_season_it_is_the_mean_of_the_last_values() =>
        new SeasonalWindowAverage(3).Fit(Quarters).Forecast(1).Mean.ShouldBe([8]);

    [Fact]
    public void The_error_is_that_of_the_history()
    {
        // Errors 3, 3, 6, 3: root mean square 3.968626966596886, times the normal quantile.
        var forecast = new SeasonalWindowAverage().Fit(Quarters, 4).Forecast(4, [0.841344746068543]);
        (forecast.Quantiles[0][3] - forecast.Mean[3]).ShouldBe(Math.Sqrt((9 + 9 + 36 + 9) / 4.0), 1e-9);
    }

    [Fact]
    public void A_window_of_no_season_is_refused() =>
        Should.Throw<TollamaException>(() => new SeasonalWindowAverage(0)).Code.ShouldBe(ErrorCode.InvalidRequest);
}
