using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Golden;

namespace Tollama.Stats.Tests.Autoregressions;

public sealed class ChosenLagsTests
{
    private static readonly double[] Passengers = RGolden.Load("classic__AirPassengers").Train;

    // R 4.2.2: ar.ols(x, aic = FALSE, order.max = p, demean = TRUE, intercept = FALSE), predict(n.ahead = 3).
    [Theory]
    [InlineData(1, new[] { 0.949366798125 }, new[] { 332.387737253, 328.009008136, 323.851988094 })]
    [InlineData(3, new[] { 1.315292370267, -0.554925604273, 0.188267103324 }, new[] { 351.445841134, 346.238266382, 336.455627712 })]
    public void All_lags_up_to_one_are_those_of_R(int order, double[] coefficients, double[] mean)
    {
        FittedModel fit = new Autoregression(lags: [.. Enumerable.Range(1, order)]).Fit(Passengers);
        for (int lag = 1; lag <= order; lag++)
        {
            fit.Parameters[$"ar{lag}"].ShouldBe(coefficients[lag - 1], 1e-9);
        }

        double[] ours = fit.Forecast(3).Mean;
        for (int step = 0; step < 3; step++)
        {
            ours[step].ShouldBe(mean[step], 1e-6);
        }
    }

    // R 4.2.2: lm(y ~ 0 + lag 1 + lag 12) of the deviations from the mean.
    [Fact]
    public void Lags_1_and_12_are_those_of_the_regression_in_R()
    {
        FittedModel fit = new Autoregression(lags: [12, 1]).Fit(Passengers);
        fit.Method.ShouldBe("ar, lags 1, 12 of the values");
        fit.Warnings.ShouldHaveSingleItem().ShouldContain("explodes");
        double mean = Passengers.Average();
        double[] found = ChosenLags.Fit([.. Passengers.Select(value => value - mean)], [1, 12], WorkMeter.Endless(), out double shrinkage);
        shrinkage.ShouldBeInRange(0.9, 0.9999);
        (found[0] / shrinkage).ShouldBe(0.551493275566, 1e-9);
        (found[11] / Math.Pow(shrinkage, 12)).ShouldBe(0.462359737372, 1e-9);
        found[1..11].ShouldAllBe(value => value == 0);
        fit.Parameters["ar1"].ShouldBe(found[0], 1e-9);
        fit.Parameters.Keys.ShouldBe(["ar1", "ar12"], ignoreOrder: true);
    }

    [Fact]
    public void One_step_forecasts_and_errors_are_those_of_the_formula()
    {
        double[] y = [.. Enumerable.Range(0, 80).Select(time => 20 + (time * 7919 % 17) + (5.0 * (time % 6)))];
        FittedModel fit = new Autoregression(lags: [2, 6]).Fit(y);
        double mean = y.Average(), squares = 0;
        fit.Fitted[..6].ShouldAllBe(value => double.IsNaN(value));
        for (int time = 6; time < y.Length; time++)
        {
            double expected = mean + (fit.Parameters["ar2"] * (y[time - 2] - mean)) + (fit.Parameters["ar6"] * (y[time - 6] - mean));
            fit.Fitted[time].ShouldBe(expected, 1e-9);
            squares += Math.Pow(y[time] - expected, 2);
        }

        SeriesForecast forecast = fit.Forecast(3, [0.841344746068543]);
        double sigma = Math.Sqrt(squares / (74 - 3));
        (forecast.Quantiles[0][0] - forecast.Mean[0]).ShouldBe(sigma, 1e-6);
        (forecast.Quantiles[0][2] - forecast.Mean[2]).ShouldBe(sigma * Math.Sqrt(1 + Math.Pow(fit.Parameters["ar2"], 2)), 1e-6);
    }

    [Fact]
    public void Without_differences_the_series_itself_is_described_and_with_them_they_are()
    {
        new Autoregression(lags: [1]).Fit(Passengers, 12).Method.ShouldBe("ar, lags 1 of the values");
        new Autoregression(differences: [1, 12], lags: [1, 2]).Fit(Passengers, 12).Method
            .ShouldBe("ar, lags 1, 2 of the differences, lags 1, 2 of the differences over 12");
    }

    [Fact]
    public void Growth_by_a_tenth_a_step_does_not_explode()
    {
        double[] growth = [.. Enumerable.Range(0, 50).Select(time => Math.Pow(1.1, time))];
        FittedModel fit = new Autoregression(lags: [1]).Fit(growth);
        fit.Warnings.ShouldHaveSingleItem().ShouldContain("explodes");
        double most = 2 * growth[^1];
        fit.Forecast(1000).Mean.ShouldAllBe(value => Math.Abs(value) <= most);
        new Autoregression(lags: [1, 5]).Fit(growth).Forecast(1000).Mean.ShouldAllBe(value => Math.Abs(value) <= most);
    }

    [Fact]
    public void Lags_that_the_history_does_not_reach_are_left_out_with_a_warning()
    {
        FittedModel fit = new Autoregression(lags: [1, 12, 50]).Fit([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]);
        fit.Method.ShouldBe("ar, lags 1 of the values");
        fit.Warnings.ShouldContain("lags 12, 50 left out: 10 values are too few for them");
        FittedModel none = new Autoregression(lags: [9]).Fit([3, 1, 4, 1, 5]);
        none.Method.ShouldBe("ar, the mean of the values");
        none.Forecast(2).Mean.ShouldAllBe(value => Math.Abs(value - 2.8) < 1e-12);
    }

    [Theory]
    [InlineData(new[] { 0.5 }, true)]
    [InlineData(new[] { 1.0 }, false)]
    [InlineData(new[] { 1.2, -0.3 }, true)]
    [InlineData(new[] { 1.2, -0.1 }, false)]
    [InlineData(new[] { 0.0, -1.01 }, false)]
    [InlineData(new[] { 1.8, -0.9 }, true)]
    public void Roots_inside_the_circle_are_told_from_those_outside(double[] coefficients, bool stationary) =>
        ChosenLags.IsStationary(coefficients, WorkMeter.Endless()).ShouldBe(stationary);

    [Fact]
    public void Lags_out_of_range_are_refused_by_name()
    {
        Refused(() => new Autoregression(lags: []), "options.lags has 0 lags.");
        Refused(() => new Autoregression(lags: [0, 1]), "options.lags reaches from 0 to 1.");
        Refused(() => new Autoregression(lags: [10_001]), "options.lags reaches from 10001 to 10001.");
        Refused(() => new Autoregression(maxOrder: 3, lags: [1]), "options.lags and options.max_order are both given.");

        static void Refused(Func<Autoregression> create, string message) => Should.Throw<TollamaException>(create).Message.ShouldBe(message);
    }
}
