namespace Tollama.Stats.Tests.Ensemble;

public sealed class SaneRangeTests
{
    // Range 10: 10 either side, and 4 more for each step of a history of 10 values.
    private static readonly SaneRange Range = new([0, 5, 10, 5, 0, 5, 10, 5, 0, 5]);

    [Theory]
    [InlineData(5, 1, true)]
    [InlineData(24, 1, true)]
    [InlineData(-14, 1, true)]
    [InlineData(24.1, 1, false)]
    [InlineData(-14.1, 1, false)]
    [InlineData(24.1, 2, true)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(double.PositiveInfinity, 1000, false)]
    public void A_forecast_may_leave_the_history_by_its_range_and_a_trend(double value, int step, bool expected) =>
        Range.Contains(value, step).ShouldBe(expected);

    [Fact]
    public void Growth_of_which_the_logarithms_follow_a_line_goes_on()
    {
        double[] growth = [.. Enumerable.Range(0, 80).Select(index => Math.Pow(1.1, index) * (1 + (0.1 * Math.Sin(index))))];

        SaneRange range = new(growth);

        range.Contains(1.9 * Math.Pow(1.1, 79 + 24), 24).ShouldBeTrue();
        range.Contains(2.1 * Math.Pow(1.1, 79 + 24), 24).ShouldBeFalse();
        range.Contains(-growth[^1], 1).ShouldBeTrue();
        range.Contains(-1.1 * growth[^1], 1).ShouldBeFalse();
    }

    [Fact]
    public void Growth_that_levels_off_or_is_rough_or_small_does_not()
    {
        double[] line = [.. Enumerable.Range(1, 80).Select(index => (double)index)];
        double[] rough = [.. Enumerable.Range(0, 80).Select(index => Math.Pow(1.1, index) * (index % 2 == 0 ? 1 : 1.5))];
        double[] small = [.. Enumerable.Range(0, 80).Select(index => Math.Pow(1.01, index))];
        foreach (double[] values in (double[][])[line, rough, small])
        {
            new SaneRange(values).Contains(values[^1] + (2.3 * (values[^1] - values[0])), 24).ShouldBeFalse();
        }
    }
}
