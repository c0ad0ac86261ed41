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

    // Inside, below, not known, above.
    private static readonly (double, double[])[] Quantiles = [(0.025, [0, 0, 0, 0]), (0.1, [1, 5, 0, 4]), (0.5, Mean), (0.9, [3, 7, 0, 7]), (0.975, [9, 9, 9, 9])];

    [Theory]
    [InlineData(AccuracyMetric.Bias, 0.3333333333333333)] // (-1 + 2 + 0) / 3
    [InlineData(AccuracyMetric.Mae, 1)] // (1 + 2 + 0) / 3
    [InlineData(AccuracyMetric.Rmse, 1.2909944487358056)] // sqrt((1 + 4 + 0) / 3)
    [InlineData(AccuracyMetric.Mape, 33.333333333333336)] // 100 (1/2 + 2/4 + 0) / 3
    [InlineData(AccuracyMetric.Smape, 35.55555555555556)] // 200 (1/3 + 2/10 + 0) / 3
    [InlineData(AccuracyMetric.Wape, 21.428571428571427)] // 100 * 3 / 14
    [InlineData(AccuracyMetric.Mase, 0.375)] // 1 / (8 / 3)
    [InlineData(AccuracyMetric.Rmsse, 0.4564354645876384)] // sqrt((5 / 3) / (24 / 3))
    [InlineData(AccuracyMetric.Pinball, 0.5)] // 0.5 level: half of the absolute error
    [InlineData(AccuracyMetric.Crps, 1)] // twice that: of the median alone it is the absolute error
    public void A_measure_is_what_its_definition_says(AccuracyMetric metric, double expected)
    {
        Measure measure = Of(metric, [(0.5, Mean)]);
        (measure.Name, measure.Reason).ShouldBe((metric.ToString().ToLowerInvariant(), null));
        measure.Value!.Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Coverage_is_told_of_each_central_interval_the_narrowest_first()
    {
        Measure[] measures = [.. Measured(Quantiles).Of(AccuracyMetric.Coverage)];

        measures.Select(measure => measure.Name).ShouldBe(["coverage_80", "coverage_95"]);
        measures.Select(measure => measure.Value!.Value).ShouldBe([1.0 / 3, 1]);
    }

    [Fact]
    public void An_interval_is_scored_by_its_width_and_by_what_lies_outside()
    {
        Measure[] measures = [.. Measured(Quantiles).Of(AccuracyMetric.Msis)];

        measures.Select(measure => measure.Name).ShouldBe(["msis_80", "msis_95"]);

        // Widths 2, 2, 3; outside by 1 and 1, each ten times; over the scale of 8/3.
        measures[0].Value!.Value.ShouldBe((2 + (2 + 10) + (3 + 10)) / 3.0 / (8.0 / 3), 1e-12);
        measures[1].Value!.Value.ShouldBe(9 / (8.0 / 3), 1e-12);
    }

    [Theory]
    [InlineData(0.025, 0.975, "coverage_95")]
    [InlineData(0.005, 0.995, "coverage_99")]
    [InlineData(0.0005, 0.9995, "coverage_99.9")]
    [InlineData(0.3, 0.7, "coverage_40")]
    public void An_interval_is_named_by_its_percent(double low, double high, string expected) =>
        Of(AccuracyMetric.Coverage, [(low, Mean), (high, Mean)]).Name.ShouldBe(expected);

    [Fact]
    public void Levels_that_are_not_as_far_from_both_ends_bound_no_interval()
    {
        Measure measure = Of(AccuracyMetric.Coverage, [(0.1, Mean), (0.5, Mean), (0.8, Mean)]);
        (measure.Name, measure.Value).ShouldBe(("coverage", null));
        measure.Reason!.ShouldContain("no two quantiles bound a central interval");
    }

    [Fact]
    public void The_loss_of_a_level_is_not_symmetric()
    {
        // Actual 10 over 8 costs 0.9 * 2, actual 10 under 12 costs 0.1 * 2.
        Loss(8).ShouldBe(1.8, 1e-12);
        Loss(12).ShouldBe(0.2, 1e-12);

        static double Loss(double forecast) =>
            new Accuracy([10], [10], [(0.9, [forecast])], SeasonalScale.Of([1, 2], 1)).Of(AccuracyMetric.Pinball).Single().Value!.Value;
    }

    [Theory]
    [InlineData(AccuracyMetric.Mape, "zero")]
    [InlineData(AccuracyMetric.Wape, "zero")]
    [InlineData(AccuracyMetric.Mase, "no change")]
    [InlineData(AccuracyMetric.Rmsse, "no change")]
    [InlineData(AccuracyMetric.Pinball, "no quantiles")]
    [InlineData(AccuracyMetric.Crps, "no quantiles")]
    [InlineData(AccuracyMetric.Coverage, "no quantiles")]
    [InlineData(AccuracyMetric.Msis, "no quantiles")]
    public void What_is_not_defined_says_why(AccuracyMetric metric, string expected)
    {
        Measure measure = new Accuracy([0, 0], [1, 2], [], SeasonalScale.Of([5, 5, 5], 1)).Of(metric).Single();
        measure.Value.ShouldBeNull();
        measure.Reason.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void An_interval_of_a_history_without_change_has_a_coverage_and_no_score()
    {
        Accuracy accuracy = new([1], [1], [(0.1, [0]), (0.9, [2])], SeasonalScale.Of([5, 5, 5], 1));
        accuracy.Of(AccuracyMetric.Coverage).Single().Value.ShouldBe(1);
        accuracy.Of(AccuracyMetric.Msis).Single().ShouldBe(new Measure("msis_80", null, "the history has no change over a season of 1, or is no longer than it"));
    }

    [Fact]
    public void A_step_where_forecast_and_actual_value_are_zero_counts_for_nothing_in_smape() =>
        new Accuracy([0, 1], [0, 3], [], SeasonalScale.Of([1, 2], 1)).Of(AccuracyMetric.Smape).Single().Value.ShouldBe(50); // (0 + 200 * 2 / 4) / 2

    [Fact]
    public void A_history_no_longer_than_a_season_gives_no_scale() =>
        new Accuracy([1], [2], [], SeasonalScale.Of([1, 2], 2)).Of(AccuracyMetric.Mase).Single().Value.ShouldBeNull();

    [Fact]
    public void A_missing_value_of_the_history_gives_no_difference() =>
        SeasonalScale.Of([1, double.NaN, 4, 6, 2], 1).ShouldBe(new SeasonalScale(1, 3, 10)); // 2 and 4

    [Fact]
    public void Without_actual_values_nothing_is_measured() => Enum.GetValues<AccuracyMetric>()
        .SelectMany(new Accuracy([double.NaN], [1], [(0.1, [0]), (0.9, [2])], SeasonalScale.Of(History, 1)).Of)
        .ShouldAllBe(measure => measure.Value == null && measure.Reason == "no actual value is known");

    [Fact]
    public void An_error_that_no_number_can_hold_is_none()
    {
        Measure measure = new Accuracy([-1e308], [1e308], [], SeasonalScale.Of(History, 1)).Of(AccuracyMetric.Mae).Single();
        measure.Value.ShouldBeNull();
        measure.Reason.ShouldBe("it is too large for a number");
    }

    private static Measure Of(AccuracyMetric metric, (double, double[])[] quantiles) => Measured(quantiles).Of(metric).Single();

    private static Accuracy Measured((double, double[])[] quantiles) => new(Actuals, Mean, quantiles, SeasonalScale.Of(History, season: 2));
}
