using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Decomposition;

public sealed class MstlTests
{
    private static readonly double[] TwoSeasons =
        [.. Enumerable.Range(0, 28 * 6).Select(index => 100 + (5 * Math.Sin(index * Math.PI / 2)) + (index % 28 < 8 ? 12 : 0))];

    [Fact]
    public void Two_seasons_are_continued()
    {
        FittedModel fitted = new Mstl(new Naive()).Fit(TwoSeasons, [4, 28]);
        SeriesForecast forecast = fitted.Forecast(56);
        for (int step = 0; step < 56; step++)
        {
            forecast.Mean[step].ShouldBe(TwoSeasons[step], 0.5);
        }

        forecast.Method.ShouldBe("mstl, seasons of 4 and 28: naive");
        fitted.Parameters["seasonal_strength_28"].ShouldBeGreaterThan(0.95);
        fitted.Parameters["seasonal_strength_4"].ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Without_a_season_it_is_the_inner_method_and_says_so()
    {
        double[] y = [3, 5, 4, 6, 7, 5, 8];
        SeriesForecast forecast = new Mstl(new Drift()).Fit(y).Forecast(3, [0.1]);
        SeriesForecast drift = new Drift().Fit(y).Forecast(3, [0.1]);
        forecast.Mean.ShouldBe(drift.Mean);
        forecast.Quantiles.ShouldBe(drift.Quantiles);
        forecast.Method.ShouldBe("mstl, no season: drift");
    }

    [Fact]
    public void Each_season_repeats_its_last_cycle_and_the_interval_is_the_inner_one()
    {
        double[] y = [.. TwoSeasons.Select((value, index) => value + (index * 7 % 5))];
        SeriesForecast forecast = new Mstl(new Naive()).Fit(y, 4).Forecast(8, [0.05, 0.95]);
        for (int step = 0; step < 4; step++)
        {
            forecast.Mean[step + 4].ShouldBe(forecast.Mean[step], 1e-12);
        }

        double width = forecast.Quantiles[1][0] - forecast.Quantiles[0][0];
        (forecast.Quantiles[1][3] - forecast.Quantiles[0][3]).ShouldBe(2 * width, 1e-9);
    }

    [Theory]
    [InlineData("theta", "theta, no season")]
    [InlineData("ar", "ar, order")]
    [InlineData("auto-ets", "ETS(")]
    [InlineData("auto-arima", "ARIMA(")]
    [InlineData("drift", "drift")]
    [InlineData("naive", "naive")]
    [InlineData("mean", "mean")]
    public void The_method_of_the_adjusted_series_can_be_chosen(string name, string method) =>
        new Mstl(TrendModels.Named(name)).Fit(TwoSeasons, 4).Method.ShouldStartWith("mstl, seasons of 4: " + method);

    [Fact]
    public void A_season_that_is_not_there_is_left_out_unless_told()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(index => (double)(index * index * 37 % 11))];
        new Mstl(new Naive()).Fit(y, [4, 9]).Method.ShouldBe("mstl, no season: naive");
        new Mstl(new Naive(), testSeasons: false).Fit(y, [4, 9]).Method.ShouldBe("mstl, seasons of 4 and 9: naive");
    }

    [Fact]
    public void A_shift_of_the_series_shifts_the_forecast_when_the_inner_method_has_that_property()
    {
        double[] shifted = Array.ConvertAll(TwoSeasons, value => value + 1000);
        double[] plain = new Mstl(new Theta()).Fit(TwoSeasons, [4, 28]).Forecast(30).Mean;
        new Mstl(new Theta()).Fit(shifted, [4, 28]).Forecast(30).Mean.Zip(plain, (after, before) => after - before)
            .ShouldAllBe(difference => Math.Abs(difference - 1000) < 1e-6);
    }

    [Fact]
    public void Seasons_out_of_order_or_none_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MstlDecomposition.Decompose(TwoSeasons, [28, 4]));
        Should.Throw<ArgumentOutOfRangeException>(() => MstlDecomposition.Decompose(TwoSeasons, []));
        Should.Throw<TollamaException>(() => new Mstl().Fit(TwoSeasons, [4, 0])).Code.ShouldBe(ErrorCode.InvalidRequest);
    }
}
