using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Stats.Tests.Golden;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

/// <summary>Smoothing parameters that the user gives are kept; the others are estimated beside them.</summary>
public sealed class GivenParametersTests
{
    private static readonly double[] Passengers = RGolden.Load("classic__AirPassengers").Train;

    // R 4.2.2, forecast 8.20: ets(window(AirPassengers, end = c(1958, 12)), model, damped, alpha = ..., beta = ..., gamma = ..., phi = ...)$loglik.
    [Theory]
    [InlineData("ANN", 0.3, null, null, null, -725.13375)]
    [InlineData("AAN", 0.5, 0.1, null, null, -728.51219)]
    [InlineData("AAN", null, 0.2, null, null, -697.91070)]
    [InlineData("AAdN", null, null, null, 0.9, -689.68494)]
    [InlineData("AAA", null, null, 0.1, null, -608.15515)]
    [InlineData("MAM", 0.3, 0.01, null, null, -548.81933)]
    [InlineData("MNM", 0.2, null, 0.3, null, -598.41672)]
    [InlineData("MAdM", 0.4, null, null, 0.85, -550.40501)]
    public void They_are_kept_and_the_likelihood_is_at_least_R_s(
        string model, double? alpha, double? beta, double? gamma, double? phi, double likelihood)
    {
        SmoothingParameters given = new() { Alpha = alpha, Beta = beta, Gamma = gamma, Phi = phi };
        FittedModel fit = new Ets(model, given).Fit(Passengers, 12);
        fit.Parameters["alpha"].ShouldBe(alpha ?? fit.Parameters["alpha"]);
        fit.Parameters.GetValueOrDefault("beta").ShouldBe(beta ?? fit.Parameters.GetValueOrDefault("beta"));
        fit.Parameters.GetValueOrDefault("gamma").ShouldBe(gamma ?? fit.Parameters.GetValueOrDefault("gamma"));
        fit.Parameters.GetValueOrDefault("phi").ShouldBe(phi ?? fit.Parameters.GetValueOrDefault("phi"));
        fit.Parameters["loglik"].ShouldBeGreaterThanOrEqualTo(likelihood - 0.05);
        fit.Parameters["loglik"].ShouldBeLessThanOrEqualTo(new Ets(model).Fit(Passengers, 12).Parameters["loglik"] + 1e-6);
    }

    [Theory]
    [InlineData("AAdN")]
    [InlineData("AAA")]
    [InlineData("MAdM")]
    public void Given_what_is_best_the_others_are_what_they_were(string model)
    {
        FittedModel free = new Ets(model).Fit(Passengers, 12);
        SmoothingParameters all = new()
        {
            Alpha = free.Parameters["alpha"],
            Beta = free.Parameters["beta"],
            Gamma = free.Parameters.TryGetValue("gamma", out double gamma) ? gamma : null,
            Phi = free.Parameters.TryGetValue("phi", out double phi) ? phi : null,
        };
        foreach (SmoothingParameters given in (SmoothingParameters[])[
            all, new() { Alpha = all.Alpha }, new() { Beta = all.Beta }, new() { Gamma = all.Gamma }, new() { Phi = all.Phi }])
        {
            FittedModel fit = new Ets(model, given).Fit(Passengers, 12);
            fit.Parameters["loglik"].ShouldBe(free.Parameters["loglik"], 1e-4, given.ToString());
            fit.Forecast(12).Mean[11].ShouldBe(free.Forecast(12).Mean[11], 0.5, given.ToString());
        }
    }

    [Fact]
    public void Alpha_1_is_the_naive_forecast_and_alpha_0_the_mean()
    {
        double[] y = [3, 8, 5, 9, 4, 7, 12];
        FittedModel last = new SimpleSmoothing(1).Fit(y);
        last.Forecast(3).Mean.ShouldBe([12, 12, 12]);
        last.Fitted[1..].ShouldBe(y[..^1]);
        double mean = y.Average();
        new SimpleSmoothing(0).Fit(y).Forecast(2).Mean.ShouldAllBe(value => Math.Abs(value - mean) < 1e-9);
    }

    [Fact]
    public void The_level_follows_the_recursion_by_hand()
    {
        double[] y = [10, 12, 11, 15, 13];
        FittedModel fit = new SimpleSmoothing(0.25).Fit(y);
        double level = fit.Parameters["l"];
        for (int index = 0; index < y.Length; index++)
        {
            fit.Fitted[index].ShouldBe(level, 1e-9);
            level += 0.25 * (y[index] - level);
        }

        fit.Forecast(1).Mean[0].ShouldBe(level, 1e-9);
    }

    [Fact]
    public void A_season_that_never_changes_and_a_slope_that_never_moves_may_be_asked_for()
    {
        SmoothingParameters still = new() { Alpha = 0, Beta = 0, Gamma = 0 };
        double[] y = [.. Enumerable.Range(0, 40).Select(time => 100 + (2.5 * time) + (time % 4 * 7) + (0.01 * (time * 7 % 5)))];
        SeriesForecast forecast = new HoltWinters(given: still).Fit(y, 4).Forecast(8);
        for (int step = 0; step < 8; step++)
        {
            forecast.Mean[step].ShouldBe(100.02 + (2.5 * (40 + step)) + (step % 4 * 7), 0.05);
        }

        new HoltWinters(given: new() { Gamma = 0 }).Fit(y, 4).Method.ShouldBe("ETS(A,A,A)");
        new HoltWinters(given: new() { Alpha = 1 }).Fit(y, 4).Parameters["gamma"].ShouldBe(0);
    }

    [Fact]
    public void An_undamped_trend_is_one_damped_by_1()
    {
        double[] y = [.. Passengers.Take(60)];
        double[] damped = new Holt(damped: true, new() { Alpha = 0.5, Beta = 0.1, Phi = 1 }).Fit(y).Forecast(6).Mean;
        double[] plain = new Holt(damped: false, new() { Alpha = 0.5, Beta = 0.1 }).Fit(y).Forecast(6).Mean;
        damped.Zip(plain).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void What_is_given_is_no_estimate_to_the_criterion()
    {
        FittedModel fit = new Ets("AAN", new() { Alpha = 0.5, Beta = 0.1 }).Fit(Passengers);

        // Level, slope and variance: k = 3.
        (fit.Parameters["aic"] + (2 * fit.Parameters["loglik"])).ShouldBe(6, 1e-9);
    }

    [Fact]
    public void Auto_ets_keeps_them_in_the_forms_that_have_them()
    {
        FittedModel fit = new AutoEts(given: new() { Beta = 0.05 }).Fit(Passengers, 12);
        fit.Parameters["beta"].ShouldBe(0.05);
        fit.Parameters["alpha"].ShouldBeGreaterThanOrEqualTo(0.05);
        double[] level = [.. Enumerable.Range(0, 60).Select(time => 50.0 + (time * 7919 % 13))];
        new AutoEts(given: new() { Beta = 0.9 }).Fit(level).Parameters.Keys.ShouldNotContain("beta");
    }

    [Fact]
    public void A_given_gamma_is_ignored_aloud_where_STL_takes_the_season_off()
    {
        double[] y = [.. Enumerable.Range(0, 300).Select(index => 10 + Math.Sin(2 * Math.PI * index / 50) + (0.01 * (index * 7 % 11)))];
        new AutoEts(given: new() { Gamma = 0.1 }).Fit(y, 50).Warnings.ShouldContain("gamma ignored: a season of 50 is taken off by STL");
        new AutoEts().Fit(y, 50).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alpha", -0.1, null, "0 to 1.")]
    [InlineData("alpha", 1.1, null, "0 to 1.")]
    [InlineData("alpha", double.NaN, null, "0 to 1.")]
    [InlineData("beta", 0.4, 0.3, "0 to 0.3, which is alpha.")]
    [InlineData("gamma", 0.8, 0.3, "0 to 0.7, which is 1 - alpha.")]
    [InlineData("phi", 1.2, null, "0.01 to 1.")]
    [InlineData("phi", 0.9, null, "Leave phi out, or choose a form that has it.")]
    public void What_is_out_of_range_is_refused_by_name_with_the_range(string name, double value, double? alpha, string hint)
    {
        TollamaException error = Should.Throw<TollamaException>(() => new Ets("AAA", new()
        {
            Alpha = name == "alpha" ? value : alpha,
            Beta = name == "beta" ? value : null,
            Gamma = name == "gamma" ? value : null,
            Phi = name == "phi" ? value : null,
        }));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldStartWith($"options.{name} is ");
        error.Hint.ShouldNotBeNull().ShouldEndWith(hint);
    }

    [Fact]
    public void A_part_that_the_form_does_not_have_cannot_be_given()
    {
        Should.Throw<TollamaException>(() => new Ets("ANN", new() { Beta = 0.1 })).Message.ShouldBe("options.beta is 0.1. The form ETS(A,N,N) has no trend.");
        Should.Throw<TollamaException>(() => new Holt(given: new() { Gamma = 0.1 })).Message.ShouldContain("has no season");
        Should.Throw<TollamaException>(() => new AutoEts("ZZZ", damped: false, given: new() { Phi = 0.9 })).Message.ShouldContain("not damped");
        Should.Throw<TollamaException>(() => new HoltWinters(given: new() { Beta = 0.5, Gamma = 0.6 })).Hint.ShouldNotBeNull().ShouldContain("1 - beta");
    }
}
