using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Arima;

public sealed class ArimaTests
{
    [Fact]
    public void A_simulated_process_is_recovered()
    {
        FittedModel fit = new Stats.Arima(1, 0, 1).Fit([.. Simulation.Arma([0.7], [0.4], 3000, seed: 1).Select(value => 5 + (2 * value))]);
        fit.Method.ShouldBe("ARIMA(1,0,1) with mean");
        fit.Parameters["ar1"].ShouldBe(0.7, 0.05);
        fit.Parameters["ma1"].ShouldBe(0.4, 0.06);
        fit.Parameters["mean"].ShouldBe(5, 0.6);
        fit.Parameters["sigma2"].ShouldBe(4, 0.3);
    }

    [Fact]
    public void A_seasonal_process_with_unit_roots_is_recovered()
    {
        double[] ma = [-0.4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.6, 0.24];
        double[] y = Simulation.Integrate(Simulation.Integrate(Simulation.Arma([], ma, 1200, seed: 2), 12));
        FittedModel fit = new Stats.Arima(0, 1, 1, 0, 1, 1).Fit(y, 12);
        fit.Method.ShouldBe("ARIMA(0,1,1)(0,1,1)[12]");
        fit.Parameters["ma1"].ShouldBe(-0.4, 0.08);
        fit.Parameters["sma1"].ShouldBe(-0.6, 0.08);
        fit.Parameters["sigma2"].ShouldBe(1, 0.1);
    }

    [Fact]
    public void The_likelihood_is_at_least_that_of_the_truth() =>
        Gen.Select(Gen.Double[-0.9, 0.9], Gen.Double[-0.9, 0.9], Gen.Int[20, 120], Gen.Int[0, 1000]).ForAll(
            (ar, ma, length, seed) =>
            {
                double[] y = Simulation.Arma([ar], [ma], length, seed);
                double[][] identity = [.. y.Select((_, row) => y.Select((_, column) => row == column ? 1.0 : 0).ToArray())];
                double truth = DenseNormal.LogDensity(y, identity, DenseNormal.Autocovariances([ar], [ma], length));
                new Stats.Arima(1, 0, 1, includeConstant: false).Fit(y).Parameters["loglik"].ShouldBeGreaterThan(truth - 1e-6);
            },
            cases: 40);

    [Fact]
    public void The_effect_of_a_regressor_is_found_and_its_future_is_used()
    {
        double[] noise = Simulation.Integrate(Simulation.Arma([0.5], [], 200, seed: 3));
        double[] regressor = Simulation.Noise(200, seed: 4);
        double[] y = [.. noise.Zip(regressor, (left, right) => left + (7 * right))];
        FittedModel fit = new Stats.Arima(1, 1, 0).Fit(y, [regressor]);
        fit.Method.ShouldBe("ARIMA(1,1,0), 1 regressor");
        fit.Parameters["regressor1"].ShouldBe(7, 0.3);
        double[] without = fit.Forecast(3, futureRegressors: [[0, 0, 0]]).Mean;
        double[] with = fit.Forecast(3, futureRegressors: [[0, 10, 0]]).Mean;
        with[0].ShouldBe(without[0]);
        with[1].ShouldBe(without[1] + (10 * fit.Parameters["regressor1"]), 1e-9);
        with[2].ShouldBe(without[2], 1e-9);
    }

    [Fact]
    public void A_regressor_that_says_nothing_new_does_no_harm()
    {
        double[] y = Simulation.Arma([0.5], [], 60, seed: 5);
        double[] ones = [.. y.Select(_ => 1.0)];
        FittedModel plain = new Stats.Arima(1, 0, 0).Fit(y);
        FittedModel twice = new Stats.Arima(1, 0, 0).Fit(y, [ones]);
        twice.Parameters["loglik"].ShouldBe(plain.Parameters["loglik"], 1e-6);
        twice.Forecast(2, futureRegressors: [[1, 1]]).Mean[1].ShouldBe(plain.Forecast(2).Mean[1], 1e-5);
    }

    [Fact]
    public void A_drift_continues_the_line()
    {
        double[] y = [.. Simulation.Integrate(Simulation.Noise(400, seed: 6)).Select((value, index) => value + (3 * index))];
        FittedModel fit = new Stats.Arima(0, 1, 0, includeConstant: true).Fit(y);
        fit.Method.ShouldBe("ARIMA(0,1,0) with drift");
        double drift = (y[^1] - y[0]) / (y.Length - 1);
        fit.Parameters["drift"].ShouldBe(drift, 1e-9);
        fit.Forecast(5).Mean.ShouldBe([.. Enumerable.Range(1, 5).Select(step => y[^1] + (step * drift))], 1e-6);
    }

    [Fact]
    public void A_random_walk_has_the_standard_error_of_a_random_walk()
    {
        double[] y = Simulation.Integrate(Simulation.Noise(100, seed: 7));
        SeriesForecast forecast = new Stats.Arima(0, 1, 0).Fit(y).Forecast(9, [0.1, 0.5, 0.9]);
        double width = forecast.Quantiles[2][0] - forecast.Quantiles[0][0];
        (forecast.Quantiles[2][8] - forecast.Quantiles[0][8]).ShouldBe(3 * width, 1e-9);
    }

    [Fact]
    public void Missing_values_widen_nothing_but_what_they_hide()
    {
        double[] y = Simulation.Arma([0.8], [], 200, seed: 8);
        double[] gaps = [.. y];
        (gaps[50], gaps[51], gaps[120]) = (double.NaN, double.NaN, double.NaN);
        FittedModel whole = new Stats.Arima(1, 0, 0).Fit(y);
        FittedModel fit = new Stats.Arima(1, 0, 0).Fit(gaps);
        fit.Parameters["ar1"].ShouldBe(whole.Parameters["ar1"], 0.05);
        fit.Forecast(1).Mean[0].ShouldBe(whole.Forecast(1).Mean[0], 0.1);
        double.IsNaN(fit.Residuals[50]).ShouldBeTrue();
        fit.Fitted[51].ShouldBe(
            fit.Parameters["mean"] + (fit.Parameters["ar1"] * fit.Parameters["ar1"] * (gaps[49] - fit.Parameters["mean"])), 1e-9);
    }

    [Fact]
    public void A_gap_at_the_end_makes_the_next_forecast_less_certain()
    {
        double[] y = Simulation.Integrate(Simulation.Noise(100, seed: 9));
        double Width(double[] values)
        {
            SeriesForecast forecast = new Stats.Arima(0, 1, 0).Fit(values).Forecast(1, [0.1, 0.9]);
            return forecast.Quantiles[1][0] - forecast.Quantiles[0][0];
        }

        (Width([.. y, double.NaN, double.NaN, double.NaN]) / Width(y)).ShouldBe(2, 1e-6);
    }

    [Theory]
    [InlineData(21, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 0, -1)]
    public void An_order_out_of_range_is_refused(int p, int d, int q) =>
        Should.Throw<TollamaException>(() => new Stats.Arima(p, d, q)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Theory]
    [InlineData(5, 2, 5, 2, 1, 2)]
    [InlineData(2, 0, 2, 0, 0, 0)]
    [InlineData(0, 2, 1, 0, 2, 1)]
    public void Any_orders_forecast_any_short_series(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ)
    {
        Stats.Arima model = new(p, d, q, seasonalP, seasonalD, seasonalQ);
        Gen.Select(Gen.Double[-10, 10].Array[1, 40], Gen.Int[1, 5]).ForAll(
            (y, season) => model.Fit(y, season).Forecast(6, [0.1, 0.9]).Mean.ShouldAllBe(value => double.IsFinite(value)), cases: 10);
    }

    [Fact]
    public void What_is_ignored_is_told()
    {
        double[] y = Simulation.Integrate(Simulation.Noise(80, seed: 21));

        Warnings(new Stats.Arima(1, 0, 0, 1, 1, 0), season: 1).ShouldBe(["seasonal_order [1, 1, 0] ignored: the series has no season; the option season_length says one"]);
        Warnings(new Stats.Arima(0, 2, 1, includeConstant: true), season: 1).ShouldBe(["constant ignored: with 2 differences there is none"]);
        Warnings(new Stats.Arima(0, 1, 1, 0, 1, 1, includeConstant: true), season: 4).ShouldBe(["constant ignored: with 2 differences there is none"]);
        Warnings(new Stats.Arima(0, 1, 1, 0, 1, 1), season: 4).ShouldBeEmpty();
        Warnings(new Stats.Arima(0, 1, 1, includeConstant: true), season: 1).ShouldBeEmpty();

        IReadOnlyList<string> Warnings(Stats.Arima model, int season) => model.Fit(y, season).Forecast(1, []).Warnings;
    }

    [Fact]
    public void An_exact_line_is_continued()
    {
        SeriesForecast forecast = new Stats.Arima(0, 1, 0, includeConstant: true).Fit([1, 2, 3, 4, 5, 6, 7, 8]).Forecast(2, [0.1, 0.9]);
        forecast.Mean.ShouldBe([9, 10], 1e-9);
    }
}
