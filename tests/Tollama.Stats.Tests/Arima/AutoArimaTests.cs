using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Arima;

public sealed class AutoArimaTests
{
    [Fact]
    public void A_random_walk_is_differenced_once_and_white_noise_not_at_all()
    {
        new AutoArima().Fit(Simulation.Integrate(Simulation.Noise(200, seed: 1))).Method.ShouldStartWith("ARIMA(0,1,0)");
        new AutoArima().Fit([.. Simulation.Noise(200, seed: 2).Select(value => value + 10)]).Method.ShouldBe("ARIMA(0,0,0) with mean");
    }

    [Fact]
    public void An_autoregression_of_order_2_is_found()
    {
        FittedModel fit = new AutoArima().Fit([.. Simulation.Arma([0.5, -0.6], [], 400, seed: 3).Select(value => value + 10)]);
        fit.Method.ShouldStartWith("ARIMA(2,0,0)");
    }

    [Fact]
    public void A_strong_season_is_differenced()
    {
        double[] y = Simulation.Integrate([.. Simulation.Noise(240, seed: 4).Select((value, index) => value + (index % 12))], 12);
        new AutoArima().Fit(y, 12).Method.ShouldContain(",1,");
        new AutoArima().Fit(y, 12).Method.ShouldEndWith("[12] with drift");
        new AutoArima { SeasonalD = 0, MaxSeasonalP = 0, MaxSeasonalQ = 0 }.Fit(y, 12).Method.ShouldNotContain("[12]");
    }

    [Fact]
    public void A_difference_too_many_is_undone_by_a_moving_average()
    {
        double[] walk = Simulation.Integrate(Simulation.Noise(600, seed: 8));
        new AutoArima { D = 2 }.Fit(walk).Method.ShouldBe("ARIMA(0,2,1)");
    }

    [Fact]
    public void A_root_near_the_unit_circle_is_that_of_another_difference_in_every_other_place()
    {
        double[] noise = Simulation.Noise(400, seed: 9);
        double[] overdifferenced = [.. noise.Zip(noise.Skip(1), (before, after) => after - before)];
        new AutoArima { D = 0, AllowMean = false }.Fit(overdifferenced).Method.ShouldNotStartWith("ARIMA(0,0,1)");
    }

    [Fact]
    public void Fewer_than_20_values_are_differenced_once_at_most()
    {
        double[] noise = Simulation.Noise(20, seed: 10);
        double[] faster = [.. noise.Select((value, index) => 100 + (index * index) + (0.1 * value))];
        new AutoArima().Fit(faster).Method.ShouldContain(",2,");
        new AutoArima().Fit(faster.AsSpan(1)).Method.ShouldContain(",1,");
        new AutoArima { D = 2 }.Fit(faster.AsSpan(1)).Method.ShouldContain(",2,");
    }

    // What the best model by its criterion says of the last three is no number.
    [Theory]
    [InlineData(0, 1.02, 0.3, 15, 120)]
    [InlineData(1, 1.02, 0.3, 6, 120)]
    [InlineData(0, 1.03, 0.2, 4, 144)]
    [InlineData(0, 1.03, 0.1, 6, 144)]
    public void A_series_without_noise_is_forecast_by_a_model_whose_forecasts_are_numbers(int start, double growth, double amplitude, int digits, int count)
    {
        double[] whole = [.. Enumerable.Range(start, count + 24).Select(At)];

        SeriesForecast forecast = new AutoArima().Fit(whole.AsSpan(0, count), 12).Forecast(24, [0.1, 0.9]);

        for (int step = 0; step < 24; step++)
        {
            forecast.Mean[step].ShouldBe(whole[count + step], 0.1 * whole[count + step]);
        }

        double At(int time) => Math.Round(100 * Math.Pow(growth, time) * (1 + (amplitude * Math.Sin(2 * Math.PI * time / 12))), digits);
    }

    [Fact]
    public void Limits_are_kept()
    {
        double[] y = Simulation.Integrate(Simulation.Arma([0.5, -0.6, 0.3], [0.5], 300, seed: 5));
        FittedModel fit = new AutoArima { MaxP = 1, MaxQ = 0, D = 1, AllowDrift = false }.Fit(y);
        fit.Method.ShouldBe("ARIMA(1,1,0)");
        new AutoArima { D = 0, AllowMean = false, MaxP = 0, MaxQ = 0 }.Fit(y).Method.ShouldBe("ARIMA(0,0,0) with zero mean");
    }

    [Fact]
    public void Trying_every_model_is_at_least_as_good_as_stepping()
    {
        double[] y = Simulation.Integrate(Simulation.Arma([0.5, -0.6], [0.5], 150, seed: 6));
        double stepwise = new AutoArima { MaxP = 3, MaxQ = 3 }.Fit(y).Parameters["aicc"];
        new AutoArima { MaxP = 3, MaxQ = 3, MaxOrder = 6, Stepwise = false }.Fit(y).Parameters["aicc"].ShouldBeLessThanOrEqualTo(stepwise + 1e-3);
    }

    [Fact]
    public void Each_criterion_is_least_for_its_own_choice()
    {
        double[] y = Simulation.Arma([0.4, 0.1], [0.3], 120, seed: 7);
        double bic = Choose(InformationCriterion.Bic)["bic"];
        foreach (InformationCriterion other in Enum.GetValues<InformationCriterion>())
        {
            bic.ShouldBeLessThanOrEqualTo(Choose(other)["bic"] + 1e-6);
        }

        IReadOnlyDictionary<string, double> Choose(InformationCriterion criterion) =>
            new AutoArima { Stepwise = false, Criterion = criterion }.Fit(y).Parameters;
    }

    [Fact]
    public void The_effect_of_a_regressor_is_found_and_its_future_is_used()
    {
        double[] regressor = [.. Enumerable.Range(0, 150).Select(index => index % 17 == 0 ? 1.0 : 0)];
        double[] y = [.. Simulation.Arma([0.6], [], 150, seed: 8).Zip(regressor, (noise, event_) => 20 + noise + (9 * event_))];
        FittedModel fit = new AutoArima().Fit(y, [regressor]);
        fit.Parameters["regressor1"].ShouldBe(9, 0.7);
        double[] mean = fit.Forecast(2, futureRegressors: [[0, 1]]).Mean;
        (mean[1] - mean[0]).ShouldBe(9, 1.5);
    }

    [Fact]
    public void Fourier_terms_follow_a_long_season()
    {
        double Season(int time) => 5 * Math.Sin(2 * Math.PI * time / 91.0);
        double[] y = [.. Simulation.Noise(400, seed: 9).Select((noise, time) => 50 + (0.2 * noise) + Season(time))];
        FittedModel fit = new AutoArima { FourierPairs = [2] }.Fit(y, 91);
        fit.Method.ShouldEndWith(", 2 Fourier pairs of season 91");
        fit.Parameters["sin1_91"].ShouldBe(5, 0.1);
        SeriesForecast forecast = fit.Forecast(91);
        for (int step = 0; step < 91; step++)
        {
            forecast.Mean[step].ShouldBe(50 + Season(400 + step), 0.3);
        }
    }

    [Fact]
    public void A_season_too_long_for_seasonal_terms_is_left_to_Fourier_terms()
    {
        double[] y = [.. Simulation.Noise(800, seed: 10).Select((noise, time) => noise + (time % 365))];
        FittedModel fit = new AutoArima().Fit(y, 365);
        fit.Method.ShouldNotContain("[365]");
        fit.Warnings.ShouldContain(warning => warning.Contains("fourier", StringComparison.Ordinal));
    }

    [Fact]
    public void A_test_by_name_chooses_the_differences()
    {
        // Its moving-average root near the circle makes the tests disagree: a unit root is rejected, and so is a stationary level.
        double[] y = Simulation.Integrate(Simulation.Arma([], [-0.85], 300, seed: 12));
        new AutoArima().Fit(y).Method.ShouldContain(",1,");
        new AutoArima { Test = UnitRootTest.Adf }.Fit(y).Method.ShouldContain(",0,");
        new AutoArima { Test = UnitRootTest.Pp }.Fit(y).Method.ShouldContain(",0,");
        new AutoArima { Test = UnitRootTest.Adf, D = 1 }.Fit(y).Method.ShouldContain(",1,");
    }

    [Fact]
    public void A_seasonal_test_by_name_chooses_the_seasonal_differences()
    {
        double[] y = [.. Simulation.Noise(144, seed: 13).Select((noise, index) => noise + (5 * Math.Sin(index * Math.PI / 6)))];
        OcsbTest.Differences(y, 12, Numerics.Work.WorkMeter.Endless()).ShouldBe(0);
        new AutoArima().Fit(y, 12).Method.ShouldContain(",1,");
        new AutoArima { SeasonalTest = SeasonalUnitRootTest.Ocsb }.Fit(y, 12).Method.ShouldContain(",0,");
    }

    [Fact]
    public void A_search_begins_where_it_is_told_to()
    {
        double[] y = [.. Simulation.Arma([0.5, -0.4, 0.3, -0.5], [], 300, seed: 14).Select(value => value + 20)];
        AutoArima only = new() { D = 0, StartP = 4, StartQ = 0, MaxModels = 1 };
        only.Fit(y).Method.ShouldBe("ARIMA(4,0,0) with mean");
        new AutoArima { D = 0, MaxModels = 1 }.Fit(y).Method.ShouldBe("ARIMA(2,0,2) with mean");
        new AutoArima { D = 0, StartP = 9, StartQ = 0, MaxP = 3, MaxModels = 1 }.Fit(y).Method.ShouldBe("ARIMA(3,0,0) with mean");
    }

    [Theory]
    [InlineData("start_p")]
    [InlineData("start_Q")]
    public void A_start_out_of_range_is_refused_by_name(string name) =>
        Should.Throw<TollamaException>(() => name == "start_p" ? new AutoArima { StartP = 21 } : new AutoArima { StartSeasonalQ = 6 })
            .Message.ShouldContain($"options.{name} is ");

    [Fact]
    public void A_limit_out_of_range_is_refused() =>
        Should.Throw<TollamaException>(() => new AutoArima { MaxP = 21 }).Message.ShouldContain("max_p");

    [Fact]
    public void A_cancelled_search_ends() =>
        Should.Throw<OperationCanceledException>(() =>
            new AutoArima().Fit(Simulation.Noise(100, seed: 11), 1, new CancellationToken(canceled: true)));
}
