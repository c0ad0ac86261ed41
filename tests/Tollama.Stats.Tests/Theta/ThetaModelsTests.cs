using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests;

public sealed class ThetaModelsTests
{
    private static readonly double[] Seasonal =
        [.. Enumerable.Range(0, 48).Select(index => (100 + index + (3 * (index * 7 % 5))) * (1 + (0.3 * Math.Sin(index * Math.PI / 6))))];

    [Theory]
    [InlineData("stm")]
    [InlineData("otm")]
    [InlineData("dstm")]
    [InlineData("dotm")]
    public void Each_form_says_its_name_and_its_season(string name)
    {
        FittedModel fitted = Create(name, "{}").Fit(Seasonal, 12);
        fitted.Method.ShouldBe($"{name}, multiplicative season of 12");
        fitted.Parameters["alpha"].ShouldBeInRange(0.1, 0.99);
        fitted.Parameters["theta"].ShouldBeInRange(1, 100 + 1e-9);
        (Math.Abs(fitted.Parameters["theta"] - 2) < 1e-12).ShouldBe(name is "stm" or "dstm");
    }

    [Theory]
    [InlineData("auto", "multiplicative")]
    [InlineData("multiplicative", "multiplicative")]
    [InlineData("additive", "additive")]
    public void The_decomposition_option_is_obeyed(string option, string expected) =>
        Create("dotm", $$"""{"decomposition":"{{option}}"}""").Fit(Seasonal, 12).Method.ShouldBe($"dotm, {expected} season of 12");

    [Fact]
    public void An_unknown_decomposition_is_refused() =>
        Should.Throw<TollamaException>(() => Create("stm", """{"decomposition":"stl"}""")).Hint.ShouldBe("Give one of auto, multiplicative, additive.");

    [Fact]
    public void An_optimised_theta_continues_a_steady_line_better_than_half_of_it()
    {
        double[] line = [.. Enumerable.Range(0, 30).Select(index => 5 + (2d * index) + (0.1 * (index * 3 % 7)))];
        double truth = 5 + (2 * 35) + 0.3;
        Math.Abs(new OptimizedThetaModel().Fit(line).Forecast(6).Mean[5] - truth).ShouldBeLessThan(0.5);
        Math.Abs(new DynamicOptimizedThetaModel().Fit(line).Forecast(6).Mean[5] - truth).ShouldBeLessThan(0.5);
        Math.Abs(new StandardThetaModel().Fit(line).Forecast(6).Mean[5] - truth).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Auto_theta_weighs_the_forms_by_their_criteria()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 20 + (0.5 * index) + (4 * Math.Sin(index * index)))];
        FittedModel chosen = new AutoTheta().Fit(y);
        string[] names = ["stm", "otm", "dstm", "dotm"];
        FittedModel[] parts = [.. names.Select(name => Create(name, "{}").Fit(y))];
        double least = parts.Min(part => part.Parameters["aicc"]);
        double[] weights = [.. parts.Select(part => Math.Exp((least - part.Parameters["aicc"]) / 4))];
        weights = [.. weights.Select(weight => weight / weights.Sum())];
        for (int part = 0; part < names.Length; part++)
        {
            chosen.Parameters["weight_" + names[part]].ShouldBe(weights[part], 1e-9);
        }

        double mean = parts.Zip(weights, (part, weight) => weight * part.Forecast(4).Mean[3]).Sum();
        chosen.Forecast(4).Mean[3].ShouldBe(mean, 1e-9);
        chosen.Method.ShouldBe(string.Create(
            CultureInfo.InvariantCulture,
            $"auto-theta: {weights[0]:0.00} stm + {weights[1]:0.00} otm + {weights[2]:0.00} dstm + {weights[3]:0.00} dotm, no season"));
    }

    [Fact]
    public void The_criterion_changes_with_the_unit_as_a_likelihood_does()
    {
        double[] y = [3, 5, 4, 6, 8, 7, 9, 12, 11, 10, 14];
        double plain = new StandardThetaModel().Fit(y).Parameters["aicc"];
        double thousandfold = new StandardThetaModel().Fit(Array.ConvertAll(y, value => value * 1024)).Parameters["aicc"];
        thousandfold.ShouldBe(plain + (2 * y.Length * Math.Log(1024)), 1e-6);
    }

    [Fact]
    public void Quantiles_widen_with_the_season_they_are_multiplied_by()
    {
        var forecast = new DynamicOptimizedThetaModel().Fit(Seasonal, 12).Forecast(12, [0.1, 0.9]);
        int high = Array.IndexOf(forecast.Mean, forecast.Mean.Max()), low = Array.IndexOf(forecast.Mean, forecast.Mean.Min());
        double Width(int step) => forecast.Quantiles[1][step] - forecast.Quantiles[0][step];
        Width(high).ShouldBeGreaterThan(1.3 * Width(low));
    }

    [Fact]
    public void Two_values_are_too_few()
    {
        new DynamicOptimizedThetaModel().Fit([1, 2]).Method.ShouldBe("naive: dotm needs 3 observed values");
        new AutoTheta().Fit([1, 2]).Method.ShouldBe("naive: auto-theta needs 3 observed values");
        new AutoTheta().Fit([1, 2, 4]).Method.ShouldBe("auto-theta: dstm, no season");
    }

    private static UnivariateModel Create(string name, string options) =>
        ModelTable.All.Single(model => model.Name == name)
            .Create(new OptionReader(name, JsonDocument.Parse(options).RootElement), new StatsResources(TimeProvider.System));
}
