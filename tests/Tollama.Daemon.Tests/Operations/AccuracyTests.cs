using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>Measures, worked out by hand.</summary>
public sealed class AccuracyTests
{
    private static readonly double[] Actuals = [2, 4, double.NaN, 8];
    private static readonly double[] Mean = [1, 6, 100, 8];

    // Changes over a season of two: 2, 2, 4; over one: 1, 1, 1, 3.
    private static readonly double[] History = [1, 2, 3, 4, 7];

    [Theory]
    [InlineData(AccuracyMetric.Mae, 1)] // (1 + 2 + 0) / 3
    [InlineData(AccuracyMetric.Rmse, 1.2909944487358056)] // sqrt((1 + 4 + 0) / 3)
    [InlineData(AccuracyMetric.Mape, 33.333333333333336)] // 100 (1/2 + 2/4 + 0) / 3
    [InlineData(AccuracyMetric.Smape, 35.55555555555556)] // 200 (1/3 + 2/10 + 0) / 3
    [InlineData(AccuracyMetric.Wape, 21.428571428571427)] // 100 * 3 / 14
    [InlineData(AccuracyMetric.Mase, 0.375)] // 1 / (8 / 3)
    [InlineData(AccuracyMetric.Rmsse, 0.4564354645876384)] // sqrt((5 / 3) / (24 / 3))
    [InlineData(AccuracyMetric.Pinball, 0.5)] // 0.5 level: half of the absolute error
    public void A_measure_is_what_its_definition_says(AccuracyMetric metric, double expected)
    {
        (double? value, string? reason) = new Accuracy(Actuals, Mean, [(0.5, Mean)], History, season: 2).Of(metric);
        reason.ShouldBeNull();
        value!.Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void The_loss_of_a_level_is_not_symmetric()
    {
        // Actual 10 over 8 costs 0.9 * 2, actual 10 under 12 costs 0.1 * 2.
        new Accuracy([10], [10], [(0.9, [8.0])], [1, 2], 1).Of(AccuracyMetric.Pinball).Value!.Value.ShouldBe(1.8, 1e-12);
        new Accuracy([10], [10], [(0.9, [12.0])], [1, 2], 1).Of(AccuracyMetric.Pinball).Value!.Value.ShouldBe(0.2, 1e-12);
    }

    [Theory]
    [InlineData(AccuracyMetric.Mape, "zero")]
    [InlineData(AccuracyMetric.Wape, "zero")]
    [InlineData(AccuracyMetric.Mase, "no change")]
    [InlineData(AccuracyMetric.Rmsse, "no change")]
    [InlineData(AccuracyMetric.Pinball, "no quantiles")]
    public void What_is_not_defined_says_why(AccuracyMetric metric, string expected)
    {
        (double? value, string? reason) = new Accuracy([0, 0], [1, 2], [], [5, 5, 5], 1).Of(metric);
        value.ShouldBeNull();
        reason.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void A_history_no_longer_than_a_season_gives_no_scale() =>
        new Accuracy([1], [2], [], [1, 2], season: 2).Of(AccuracyMetric.Mase).Value.ShouldBeNull();

    [Fact]
    public void Without_actual_values_nothing_is_measured() =>
        Enum.GetValues<AccuracyMetric>().ShouldAllBe(metric => new Accuracy(new[] { double.NaN }, new[] { 1.0 }, Array.Empty<(double, double[])>(), History, 1).Of(metric).Value == null);

    [Fact]
    public void An_error_that_no_number_can_hold_is_none()
    {
        (double? value, string? reason) = new Accuracy([-1e308], [1e308], [], History, 1).Of(AccuracyMetric.Mae);
        value.ShouldBeNull();
        reason.ShouldBe("it is too large for a number");
    }
}
