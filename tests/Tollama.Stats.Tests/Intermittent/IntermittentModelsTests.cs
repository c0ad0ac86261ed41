using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Golden;

namespace Tollama.Stats.Tests;

public sealed class IntermittentModelsTests
{
    private static readonly string[] Names = ["croston", "croston-optimized", "sba", "tsb", "adida", "imapa", "smoothed-demand"];
    private static readonly double[] Levels = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99];

    private static readonly Gen<double[]> Demand =
        Gen.Frequency((3, Gen.Const(0d)), (1, Gen.Int[1, 9].Select(size => (double)size))).Array[1, 50];

    [Fact]
    public void Whole_demand_has_whole_quantiles_that_are_never_negative() =>
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(index => Names[index]), Demand).ForAll((name, demand) =>
        {
            SeriesForecast forecast = Create(name).Fit(demand).Forecast(2, Levels);
            forecast.Quantiles.SelectMany(row => row).ShouldAllBe(value => value >= 0 && double.IsInteger(value));
            forecast.Mean[0].ShouldBeGreaterThanOrEqualTo(0);
        });

    [Fact]
    public void The_quantiles_average_to_the_mean() =>
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(index => Names[index]), Demand.Where(demand => demand.Any(size => size > 0))).ForAll((name, demand) =>
        {
            double[] levels = [.. Enumerable.Range(0, 1000).Select(index => (index + 0.5) / 1000)];
            SeriesForecast forecast = Create(name).Fit(demand).Forecast(1, levels);
            double mean = forecast.Mean[0], largest = demand.Max();
            forecast.Quantiles.Average(row => row[0]).ShouldBe(mean, 0.5 + (0.01 * largest));
        });

    // The squared errors of demands of 8 and 2 by turns are least with a parameter of 0, which expects 2.5 for ever; with 0.15 the last
    // demand counts: 0.15 (4 * 0.85 + 1) / (1 - 0.85²) = 2.378 for buckets of two, and 0.15 (8 * 0.85² + 2) / (1 - 0.85⁴) = 2.441 for one.
    [Theory]
    [InlineData("adida", 2.378)]
    [InlineData("imapa", (2.378 + 2.441) / 2)]
    [InlineData("croston-optimized", 2.378)]
    public void An_estimated_parameter_forgets_the_distant_past(string name, double expected)
    {
        double[] demand = [.. Enumerable.Range(0, 160).Select(index => (index % 4) switch { 1 => 8.0, 3 => 2.0, _ => 0.0 })];
        Create(name).Fit(demand).Forecast(1, Levels).Mean[0].ShouldBe(expected, 0.002);
    }

    [Fact]
    public void An_estimated_parameter_does_not_follow_a_single_demand()
    {
        // A level that moves once leads the parameter to 1; the demand after that is then all that counts.
        double[] demand = [.. Enumerable.Range(0, 40).Select(index => index < 20 ? 1.0 : 10.0), 30];
        Create("adida").Fit(demand).Forecast(1, Levels).Mean[0].ShouldBeLessThan(17);
    }

    [Fact]
    public void Nothing_is_demanded_at_low_levels()
    {
        SeriesForecast forecast = new Tsb().Fit([0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0]).Forecast(2, [0.5, 0.7, 0.95]);
        forecast.Quantiles[0].ShouldBe([0, 0]);
        forecast.Quantiles[2][1].ShouldBeOneOf(2, 3, 4);
    }

    [Fact]
    public void Croston_is_size_over_interval()
    {
        // Sizes 2, 4 and intervals 3, 2: both smoothed by 0.1 from the first.
        FittedModel fitted = new Croston().Fit([0, 0, 2, 0, 4, 0]);
        fitted.Forecast(1).Mean[0].ShouldBe(2.2 / 2.9, 1e-12);
        fitted.Fitted[..3].ShouldAllBe(value => double.IsNaN(value));
        fitted.Fitted[3..].ShouldBe([2 / 3d, 2 / 3d, 2.2 / 2.9], 1e-12);
        new Sba().Fit([0, 0, 2, 0, 4, 0]).Forecast(1).Mean[0].ShouldBe(0.95 * 2.2 / 2.9, 1e-12);
    }

    [Fact]
    public void Tsb_falls_while_nothing_is_demanded()
    {
        double[] demand = [0, 3, 0, 2, 0, 3, 0, 0, 0, 0, 0, 0];
        double Mean(int length) => new Tsb().Fit(demand.AsSpan(0, length)).Forecast(1).Mean[0];
        Mean(12).ShouldBeLessThan(0.7 * Mean(6));
        new Croston().Fit(demand).Forecast(1).Mean[0].ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Adida_smooths_buckets_of_the_mean_interval()
    {
        // A demand every second period: buckets of two, whose means are 1, 2, 1, 2.
        double[] demand = [0, 2, 0, 4, 0, 2, 0, 4];
        double buckets = Level([1, 2, 1, 2]);
        new Adida().Fit(demand).Forecast(1).Mean[0].ShouldBe(buckets, 1e-12);
        double single = Level(demand);
        new Imapa().Fit(demand).Forecast(1).Mean[0].ShouldBe((single + buckets) / 2, 1e-12);

        static double Level(double[] values) =>
            ExponentialLevel.Fit(values, WorkMeter.Endless(), SmoothingParameter.LowestOfDemand, SmoothingParameter.HighestOfDemand).Last;
    }

    [Fact]
    public void Smoothed_demand_is_the_weighted_mean_with_one_empty_period()
    {
        double[] demand = [3, 0, 1];
        double[] weights = [0.85 * 0.85, 0.85, 1];
        new SmoothedDemand().Fit(demand).Forecast(1).Mean[0].ShouldBe(((weights[0] * 3) + 1) / (weights.Sum() + 1), 1e-12);
        new SmoothedDemand().Fit([3, 3, 3]).Forecast(1).Mean[0].ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Croston_equals_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        if (golden.Has("croston"))
        {
            double expected = golden.Array("croston", "mean")[0];
            new Croston().Fit(golden.Train).Forecast(1).Mean[0].ShouldBe(expected, 1e-8 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData("croston", """{"alpha":0.3}""", 0.3)]
    [InlineData("croston", "{}", 0.1)]
    public void The_alpha_option_is_obeyed(string name, string options, double alpha) =>
        Create(name, options).Fit([0, 2, 0, 0, 5, 0]).Forecast(1).Mean.ShouldBe(new Croston(alpha).Fit([0, 2, 0, 0, 5, 0]).Forecast(1).Mean);

    [Theory]
    [InlineData("croston", """{"alpha":0}""")]
    [InlineData("tsb", """{"alpha_size":2}""")]
    [InlineData("tsb", """{"alpha_probability":0}""")]
    [InlineData("sba", """{"alpha":-1}""")]
    public void A_parameter_out_of_range_is_refused(string name, string options) =>
        Should.Throw<TollamaException>(() => Create(name, options)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Fact]
    public void A_history_without_demand_is_forecast_by_0()
    {
        foreach (string name in Names)
        {
            SeriesForecast forecast = Create(name).Fit([0, 0, 0, 0]).Forecast(2, Levels);
            forecast.Mean.Concat(forecast.Quantiles.SelectMany(row => row)).ShouldAllBe(value => value == 0);
        }
    }

    private static UnivariateModel Create(string name, string options = "{}") =>
        ModelTable.All.Single(model => model.Name == name)
            .Create(new OptionReader(name, JsonDocument.Parse(options).RootElement), new StatsResources(TimeProvider.System));
}
