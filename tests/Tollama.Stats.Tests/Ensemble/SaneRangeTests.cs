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
}
