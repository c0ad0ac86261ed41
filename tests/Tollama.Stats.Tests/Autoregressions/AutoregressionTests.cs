using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Autoregressions;

public sealed class AutoregressionTests
{
    [Fact]
    public void A_stationary_autoregression_is_recovered_with_its_intervals()
    {
        double[] y = Simulate(600, 0.7, level: 20);
        FittedModel fitted = new Autoregression(differences: [0]).Fit(y);
        fitted.Parameters["ar1"].ShouldBe(0.7, 0.1);
        SeriesForecast forecast = fitted.Forecast(60, [0.1587, 0.8413]);
        double innovation = fitted.Residuals.Select(error => error * error).Average();
        double width = (forecast.Quantiles[1][59] - forecast.Quantiles[0][59]) / 2;
        width.ShouldBe(Math.Sqrt(innovation / (1 - 0.49)), 0.15 * width);
        forecast.Mean[59].ShouldBe(y.Average(), 0.2);
    }

    [Fact]
    public void A_season_longer_than_the_differences_is_remembered()
    {
        double[] noise = Simulate(240, 0.2, level: 0);
        double[] y = [.. noise.Select((value, index) => (index % 12 == 3 ? 30 : 0) + value)];
        SeriesForecast forecast = new Autoregression(differences: [1]).Fit(y, 12).Forecast(12);
        forecast.Mean[3].ShouldBeGreaterThan(20);
        forecast.Mean.Where((_, step) => step != 3).Max().ShouldBeLessThan(10);
    }

    [Fact]
    public void Forecasts_of_several_differences_are_averaged()
    {
        double[] y = Simulate(120, 0.5, level: 50);
        double[][] alone = [.. new[] { 0, 1, 12 }.Select(lag => new Autoregression(differences: [lag]).Fit(y, 12).Forecast(5).Mean)];
        SeriesForecast together = new Autoregression().Fit(y, 12).Forecast(5);
        for (int step = 0; step < 5; step++)
        {
            together.Mean[step].ShouldBe((alone[0][step] + alone[1][step] + alone[2][step]) / 3, 1e-12);
        }

        together.Method!.ShouldMatch("^ar, order [0-9]+ of the values, [0-9]+ of the differences, [0-9]+ of the differences over 12$");
    }

    [Fact]
    public void A_trend_is_continued_and_not_drawn_back_to_the_mean()
    {
        double[] y = [.. Simulate(40, 0, level: 0).Select((value, index) => value + (3 * index))];
        FittedModel fitted = new Autoregression().Fit(y);
        fitted.Parameters.Keys.ShouldNotContain("order_0");
        fitted.Forecast(10).Mean[9].ShouldBe(3 * 49, 4);
    }

    [Fact]
    public void Too_short_a_history_is_told()
    {
        new Autoregression().Fit([1, 2, 3]).Method.ShouldBe("naive: ar needs 4 values");
        new Autoregression(differences: [1000]).Fit([1, 2, 3, 4, 5]).Method.ShouldBe("naive: ar needs 4 values");
    }

    [Fact]
    public void Settings_that_are_not_possible_are_refused()
    {
        Should.Throw<TollamaException>(() => new Autoregression(maxOrder: -1)).Code.ShouldBe(ErrorCode.InvalidRequest);
        Should.Throw<TollamaException>(() => new Autoregression(differences: [])).Code.ShouldBe(ErrorCode.InvalidRequest);
        Should.Throw<TollamaException>(() => new Autoregression(differences: [-1])).Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    private static double[] Simulate(int length, double memory, double level)
    {
        Random random = new(5);
        double[] y = new double[length];
        double value = 0;
        for (int index = 0; index < length; index++)
        {
            value = (memory * value) + random.NextDouble() + random.NextDouble() - 1;
            y[index] = level + value;
        }

        return y;
    }
}
