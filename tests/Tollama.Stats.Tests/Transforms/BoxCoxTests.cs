using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Golden;

namespace Tollama.Stats.Tests;

public sealed class BoxCoxTests
{
    private static readonly double[] Growing =
        [.. Enumerable.Range(0, 60).Select(index => Math.Exp(3 + (0.03 * index) + (0.3 * Math.Sin(index * Math.PI / 6)) + (0.02 * (index * 7 % 5))))];

    [Fact]
    public void What_is_transformed_comes_back() =>
        Gen.Select(Gen.Double[-1, 2], Gen.Double[0.01, 100]).ForAll((lambda, value) =>
        {
            BoxCox transformation = new(lambda);
            transformation.Invert(transformation.Transform(value)).ShouldBe(value, 1e-6 * value);
        });

    [Fact]
    public void A_positive_lambda_takes_negative_values_too() => new BoxCox(0.5).Invert(new BoxCox(0.5).Transform(-4)).ShouldBe(-4, 1e-12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.718281828459045)]
    [InlineData(-1, 0.6321205588285577)]
    public void The_formula_is_that_of_the_paper(double lambda, double expected) => new BoxCox(lambda).Transform(Math.E).ShouldBe(expected, 1e-12);

    [Fact]
    public void Behind_the_pole_of_a_negative_lambda_is_the_limit() => new BoxCox(-1).Invert(1.5, limit: 7).ShouldBe(7);

    [Theory]
    [InlineData(-1.1)]
    [InlineData(2.1)]
    [InlineData(double.NaN)]
    public void A_lambda_out_of_range_is_refused(double lambda) =>
        Should.Throw<TollamaException>(() => new BoxCox(lambda)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void The_automatic_lambda_is_R_s_or_fits_better(string id)
    {
        RGolden golden = RGolden.Load(id);
        double[] values = golden.Train;
        if (!golden.Record("diag").TryGetProperty("boxcox_lambda_guerrero", out var record) || record.ValueKind != System.Text.Json.JsonValueKind.Number
            || values.Any(value => !(value > 0)) || values.Distinct().Count() == 1)
        {
            return;
        }

        double theirs = record.GetDouble();
        double ours = GuerreroLambda.Of(values, golden.Season);
        int block = Math.Max(2, golden.Season);
        (double[] means, double[] deviations) = GuerreroLambda.Blocks(values.AsSpan(values.Length % block), block);
        double Variation(double lambda) => GuerreroLambda.Variation(means, deviations, lambda, WorkMeter.Endless());
        (Math.Abs(ours - theirs) < 1e-3 || Variation(ours) < Variation(theirs)).ShouldBeTrue($"{ours} against R's {theirs}");
    }

    [Fact]
    public void Exponential_growth_asks_for_the_logarithm_and_is_continued()
    {
        GuerreroLambda.Of(Growing, 12).ShouldBe(0, 0.15);
        FittedModel fitted = new Drift().WithBoxCox(0).Fit(Growing, 12);
        fitted.Method.ShouldBe("drift, Box-Cox lambda 0");
        fitted.Parameters["lambda"].ShouldBe(0);
        double factor = Math.Pow(Growing[^1] / Growing[0], 1.0 / (Growing.Length - 1));
        fitted.Forecast(2).Mean[1].ShouldBe(Growing[^1] * factor * factor, 1e-6);
    }

    [Fact]
    public void Quantiles_are_skewed_and_an_adjusted_mean_lies_above_the_median()
    {
        SeriesForecast plain = new Theta().WithBoxCox(0).Fit(Growing, 12).Forecast(6, [0.1, 0.5, 0.9]);
        (plain.Quantiles[2][5] - plain.Quantiles[1][5]).ShouldBeGreaterThan(plain.Quantiles[1][5] - plain.Quantiles[0][5]);
        plain.Mean[5].ShouldBe(plain.Quantiles[1][5], 1e-9);

        // The mean of a lognormal distribution is the median times exp(variance / 2).
        double deviation = Math.Log(plain.Quantiles[2][5] / plain.Quantiles[1][5]) / 1.2815515655446004;
        SeriesForecast adjusted = new Theta().WithBoxCox(0, biasAdjusted: true).Fit(Growing, 12).Forecast(6);
        adjusted.Mean[5].ShouldBe(plain.Mean[5] * Math.Exp(deviation * deviation / 2), 0.001 * plain.Mean[5]);
    }

    [Fact]
    public void A_logarithm_of_zero_is_not_taken_and_told()
    {
        FittedModel fitted = new Naive().WithBoxCox(0).Fit([1, 0, 2, 3]);
        fitted.Method.ShouldBe("naive");
        fitted.Warnings.ShouldContain("not transformed: a Box-Cox lambda of 0 or less needs values above 0");
    }

    [Fact]
    public void Fitted_values_come_back_as_well()
    {
        FittedModel fitted = new Naive().WithBoxCox(0.3).Fit([1, 4, 2, 8]);
        fitted.Fitted[1..].ShouldBe([1, 4, 2], 1e-12);
    }

    [Fact]
    public void A_regression_stays_one() => new AutoArima().WithBoxCox().WithOutlierCleaning().ShouldBeAssignableTo<RegressionModel>();
}
