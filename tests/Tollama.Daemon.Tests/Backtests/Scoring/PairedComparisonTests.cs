using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

public sealed class PairedComparisonTests
{
    [Fact]
    public void A_difference_that_is_larger_than_its_error_is_told() =>
        Compare([1.0, 1.1, 0.9, 1.0, 1.2], [1.5, 1.5, 1.6, 1.4, 1.8]).ShouldBe([(0, 1)]);

    // Differences -0.5, 0.5, -0.4, 0.6, -0.1.
    [Fact]
    public void A_difference_within_its_error_is_not() => Compare([1.0, 1.5, 1.0, 1.5, 1.0], [1.5, 1.0, 1.4, 0.9, 1.1]).ShouldBeEmpty();

    [Fact]
    public void Two_pairs_of_values_say_nothing() => Compare([1, 1], [2, 2]).ShouldBeEmpty();

    [Fact]
    public void A_difference_that_is_the_same_everywhere_has_no_error() => Compare([1, 2, 3], [2, 3, 4]).ShouldBe([(0, 1)]);

    [Fact]
    public void Models_that_differ_by_rounding_are_equal() => Compare([1, 2, 3], [1 + 2e-16, 2 + 4e-16, 3 + 4e-16]).ShouldBeEmpty();

    // A t of 3.46 with four degrees of freedom has 2.6 %: enough alone, too much for the smallest of three.
    [Fact]
    public void The_more_is_compared_the_surer_a_difference_has_to_be()
    {
        double[] first = [0, 0, 0, 0, 0];
        double[] second = [0.2, 1.8, 1.4, 0.6, 2.0];
        double[] third = [0.6, -0.5, 0.4, -0.3, 0.1];

        Compare(first, second).ShouldBe([(0, 1)]);
        Compare(first, second, third).ShouldBeEmpty();
    }

    [Fact]
    public void A_model_without_values_is_not_compared()
    {
        MeasureValues[][] cells = [.. Enumerable.Range(0, 5).Select(i => new[] { Value(i), MeasureValues.None, Value(i + 1 + i * 0.01) })];
        PairedMeasure measure = PairedMeasure.Of("mase", [.. cells.Select((values, place) => new ScoredCell(place, values, null))], 3, isRoot: false)!;

        PairedComparison.Of(measure, 3).ShouldBe([(0, 2)]);
    }

    private static IReadOnlySet<(int, int)> Compare(params double[][] models) => PairedComparison.Of(
        PairedMeasure.Of(
            "mase", [.. Enumerable.Range(0, models[0].Length).Select(place => new ScoredCell(place, [.. models.Select(values => Value(values[place]))], null))], models.Length,
            isRoot: false)!,
        models.Length);

    private static MeasureValues Value(double value) => new(["mase"], [value]);
}
