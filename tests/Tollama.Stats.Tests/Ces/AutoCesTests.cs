using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests;

public sealed class AutoCesTests
{
    private static readonly double[] Seasonal =
        [.. Enumerable.Range(0, 60).Select(index => 100 + index + (20 * Math.Sin(index * Math.PI / 6)) + (index * 7 % 5))];

    [Theory]
    [InlineData("none", "CES(none)", "alpha0,alpha1")]
    [InlineData("simple", "CES(simple), season of 12", "alpha0,alpha1")]
    [InlineData("partial", "CES(partial), season of 12", "alpha0,alpha1,beta")]
    [InlineData("full", "CES(full), season of 12", "alpha0,alpha1,beta0,beta1")]
    public void The_season_option_is_obeyed(string season, string method, string parameters)
    {
        FittedModel fitted = Create($$"""{"season":"{{season}}"}""").Fit(Seasonal, 12);
        fitted.Method.ShouldBe(method);
        fitted.Parameters.Keys.ShouldBe([.. parameters.Split(','), "sigma2", "loglik", "aicc"]);
    }

    [Fact]
    public void The_form_with_the_lowest_criterion_is_chosen()
    {
        FittedModel chosen = new AutoCes().Fit(Seasonal, 12);
        double lowest = Enum.GetValues<CesSeason>().Min(season => new AutoCes(season).Fit(Seasonal, 12).Parameters["aicc"]);
        chosen.Parameters["aicc"].ShouldBe(lowest);
        chosen.Method.ShouldContain("season of 12");
    }

    [Fact]
    public void A_season_comes_back_in_the_forecast()
    {
        double[] mean = new AutoCes().Fit(Seasonal, 12).Forecast(12).Mean;
        for (int step = 0; step < 12; step++)
        {
            mean[step].ShouldBe(162 + step + (20 * Math.Sin((60 + step) * Math.PI / 6)), 8);
        }
    }

    [Fact]
    public void A_trend_is_continued_without_being_asked_for()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(index => 50 + (2d * index) + (index * 3 % 4))];
        new AutoCes().Fit(line).Forecast(5).Mean[^1].ShouldBe(50 + (2 * 44) + 1.5, 5);
    }

    [Fact]
    public void An_unknown_season_is_refused() =>
        Should.Throw<TollamaException>(() => Create("""{"season":"double"}""")).Hint.ShouldBe("Give one of auto, none, simple, partial, full.");

    [Theory]
    [InlineData(new[] { 1d, 2, 3, 4 }, "naive: auto-ces needs 5 observed values")]
    [InlineData(new[] { 2d, 2, 2, 2, 2, 2 }, "naive: all values are equal")]
    public void A_series_without_enough_to_tell_is_forecast_by_its_last_value(double[] y, string method) =>
        new AutoCes().Fit(y).Method.ShouldBe(method);

    [Fact]
    public void Quantiles_follow_the_responses_to_a_single_error()
    {
        FittedModel fitted = new AutoCes(CesSeason.None).Fit([10, 12, 11, 15, 14, 18, 17, 20, 19, 22]);
        double real = fitted.Parameters["alpha0"], imaginary = fitted.Parameters["alpha1"], sigma = Math.Sqrt(fitted.Parameters["sigma2"]);
        SeriesForecast forecast = fitted.Forecast(5, [0.5, 0.841344746068543]);
        double level = real - imaginary, potential = real + imaginary, variance = 1;
        for (int step = 0; step < 5; step++)
        {
            (forecast.Quantiles[1][step] - forecast.Mean[step]).ShouldBe(sigma * Math.Sqrt(variance), 1e-6);
            variance += level * level;
            (level, potential) = (level - ((1 - imaginary) * potential), level + ((1 - real) * potential));
        }
    }

    [Fact]
    public void Admissible_parameters_forget_the_past_and_grow_slowly() =>
        Gen.Select(Gen.Double[-1, 3], Gen.Double[0, 2]).ForAll((real, imaginary) =>
        {
            if (CesPair.IsAdmissible(real, imaginary))
            {
                Radius(1 - real + imaginary, imaginary - 1, 1 - real - imaginary, 1 - real).ShouldBeLessThan(1.0001);
                Radius(1, imaginary - 1, 1, 1 - real).ShouldBeLessThan(1.0501);
            }
        });

    [Fact]
    public void The_standard_parameters_are_admissible() => CesPair.IsAdmissible(1.3, 1).ShouldBeTrue();

    // The largest eigenvalue in magnitude of a matrix of two rows.
    private static double Radius(double a, double b, double c, double d)
    {
        var root = System.Numerics.Complex.Sqrt(((a - d) * (a - d) / 4) + (b * c));
        return Math.Max(System.Numerics.Complex.Abs(((a + d) / 2) + root), System.Numerics.Complex.Abs(((a + d) / 2) - root));
    }

    private static UnivariateModel Create(string options) =>
        ModelTable.All.Single(model => model.Name == "auto-ces")
            .Create(new OptionReader("auto-ces", JsonDocument.Parse(options).RootElement), new StatsResources(TimeProvider.System));
}
