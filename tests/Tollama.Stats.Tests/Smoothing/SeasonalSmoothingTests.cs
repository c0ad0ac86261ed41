using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Smoothing;

public sealed class SeasonalSmoothingTests
{
    private const double OneDeviation = 0.841344746068543;

    private static readonly double[] Quarters = [10, 20, 30, 40, 12, 19, 33, 41, 11, 23, 36, 40, 13, 22, 35, 44];

    [Fact]
    public void Without_a_season_it_is_simple_smoothing_to_the_last_bit()
    {
        FittedModel ours = new SeasonalSmoothing().Fit(Quarters), ses = new SimpleSmoothing().Fit(Quarters);
        ours.Forecast(3, [0.1, 0.9]).Quantiles.ShouldBe(ses.Forecast(3, [0.1, 0.9]).Quantiles);
        ours.Fitted.ShouldBe(ses.Fitted);
        new SeasonalSmoothing(0.3).Fit(Quarters).Forecast(3).Mean.ShouldBe(new SimpleSmoothing(0.3).Fit(Quarters).Forecast(3).Mean);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(12)]
    public void A_season_that_repeats_exactly_is_repeated_exactly(int season)
    {
        double[] cycle = [.. Enumerable.Range(0, season).Select(place => 100 + (place * 37 % 11) + 0.1)];
        double[] y = [.. Enumerable.Range(0, (4 * season) + 1).Select(time => cycle[time % season])];
        SeriesForecast forecast = new SeasonalSmoothing().Fit(y, season).Forecast(2 * season, [0.05, 0.95]);
        double[] expected = [.. Enumerable.Range(y.Length, 2 * season).Select(time => cycle[time % season])];
        forecast.Mean.ShouldBe(expected);
        forecast.Quantiles[0].ShouldBe(expected);
    }

    [Fact]
    public void Each_place_is_smoothed_by_the_formula_by_hand()
    {
        // The first place has 10, 12, 11, 13. With alpha 0.5 and a first level l, the errors are 10 - l, 7 + ... : e1 = 10 - l, e2 = 12 - l - e1 / 2,
        // and so on, each linear in l with slopes -1, -1/2, -1/4, -1/8; least squares gives l.
        FittedModel fit = new SeasonalSmoothing(0.5).Fit(Quarters, 4);
        double[] next = fit.Forecast(4).Mean;
        double squares = 0;
        for (int place = 0; place < 4; place++)
        {
            double[] values = [.. Enumerable.Range(0, 4).Select(cycle => Quarters[place + (4 * cycle)])];
            double products = 0, slopes = 0, zero = 0, slope = 1;
            foreach (double value in values)
            {
                products += (value - zero) * slope;
                slopes += slope * slope;
                zero += 0.5 * (value - zero);
                slope *= 0.5;
            }

            double level = products / slopes;
            for (int cycle = 0; cycle < 4; cycle++)
            {
                fit.Fitted[place + (4 * cycle)].ShouldBe(level, 1e-9);
                squares += Math.Pow(values[cycle] - level, 2);
                level += 0.5 * (values[cycle] - level);
            }

            next[place].ShouldBe(level, 1e-9);
        }

        // 16 errors, 4 levels; every season on widens by alpha.
        double sigma = Math.Sqrt(squares / 12);
        SeriesForecast forecast = fit.Forecast(9, [OneDeviation]);
        foreach ((int step, int seasons) in ((int, int)[])[(0, 0), (3, 0), (4, 1), (8, 2)])
        {
            (forecast.Quantiles[0][step] - forecast.Mean[step]).ShouldBe(sigma * Math.Sqrt(1 + (seasons * 0.25)), 1e-6);
        }
    }

    [Fact]
    public void The_chosen_alpha_has_the_least_squared_errors_of_all_places_together()
    {
        double[] walk = Simulation.Integrate(Simulation.Noise(80, seed: 1)), noise = Simulation.Noise(80, seed: 2);
        double[] y = [.. walk.Zip(noise, (level, error) => (0.5 * level) + error).Select((value, time) => value + (time % 4 * 10))];
        double chosen = new SeasonalSmoothing().Fit(y, 4).Parameters["alpha"];
        chosen.ShouldBeInRange(0.05, 0.999);
        double least = Squares(chosen);
        for (double alpha = 0; alpha <= 1; alpha += 0.05)
        {
            Squares(alpha).ShouldBeGreaterThanOrEqualTo(least * (1 - 1e-9));
        }

        double Squares(double alpha) => new SeasonalSmoothing(alpha).Fit(y, 4).Residuals.Sum(error => error * error);
    }

    [Fact]
    public void Alpha_1_is_seasonal_naive()
    {
        new SeasonalSmoothing(1).Fit(Quarters, 4).Forecast(6).Mean.ShouldBe(new SeasonalNaive().Fit(Quarters, 4).Forecast(6).Mean);
    }

    [Fact]
    public void One_season_is_repeated_with_a_warning()
    {
        FittedModel fit = new SeasonalSmoothing().Fit([5, 6, 7, 8], 4);
        fit.Forecast(5, [0.9]).Quantiles[0].ShouldBe([5, 6, 7, 8, 5]);
        fit.Warnings.ShouldHaveSingleItem().ShouldContain("too short to measure errors");
    }

    [Fact]
    public void A_missing_value_does_not_count_for_the_errors()
    {
        double[] gaps = [.. Quarters];
        gaps[6] = double.NaN;
        FittedModel fit = new SeasonalSmoothing(0.5).Fit(gaps, 4);
        double.IsNaN(fit.Residuals[6]).ShouldBeTrue();
        fit.Forecast(4).Mean.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void An_alpha_out_of_range_is_refused() =>
        Should.Throw<TollamaException>(() => new SeasonalSmoothing(1.5)).Message.ShouldBe("options.alpha is 1.5.");
}
