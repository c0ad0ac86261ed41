namespace Tollama.Neural.Tests.Quantiles;

public sealed class LevelReadingTests
{
    private static readonly double[] Quarters = [0.25, 0.5, 0.75];

    private static readonly double[][] Crossing = [[5], [1], [9]];

    [Fact]
    public void Between_raw_values_there_are_straight_lines_and_the_order_comes_afterwards()
    {
        // Raw: 5 at 0.25, 1 at 0.5, 9 at 0.75.
        new LevelReading(Quarters, BetweenLevels.OfRaw, isRaw: true).Read(Crossing, [0.3125, 0.5, 0.6875]).ShouldBe([[4], [1], [7]]);
        new LevelReading(Quarters, BetweenLevels.OfRaw, isRaw: false).Read(Crossing, [0.3125, 0.5, 0.6875]).ShouldBe([[1], [4], [7]]);
    }

    [Fact]
    public void Between_ordered_values_the_order_comes_first() =>
        new LevelReading(Quarters, BetweenLevels.OfOrdered, isRaw: false).Read(Crossing, [0.3125, 0.5, 0.6875]).ShouldBe([[2], [5], [8]]);

    [Fact]
    public void Between_ranks_the_outermost_values_count_twice()
    {
        // In order with the outermost twice: 1, 5, 5, 9, 9 at 0, 0.25, 0.5, 0.75, 1.
        new LevelReading(Quarters, BetweenLevels.OfRanks, isRaw: true).Read(Crossing, [0.125, 0.5, 0.6875]).ShouldBe([[3], [5], [8]]);
    }

    [Fact]
    public void Where_nothing_crosses_a_level_beyond_the_outermost_is_the_outermost()
    {
        foreach (BetweenLevels between in Enum.GetValues<BetweenLevels>())
        {
            new LevelReading(Quarters, between, isRaw: false).Read([[1], [5], [9]], [0.01, 0.25, 0.375, 0.99]).ShouldBe([[1], [1], [3], [9]]);
        }
    }

    [Fact]
    public void Levels_that_are_not_evenly_spaced_have_no_ranks() =>
        new LevelReading([0.125, 0.5, 0.875], BetweenLevels.OfRanks, isRaw: false).Read(Crossing, [0.3125]).ShouldBe([[3]]);

    [Fact]
    public void Native_levels_are_put_in_order_with_all_of_the_model()
    {
        foreach (BetweenLevels between in Enum.GetValues<BetweenLevels>())
        {
            new LevelReading(Quarters, between, isRaw: false).Read(Crossing, [0.25, 0.5]).ShouldBe([[1], [5]]);
            new LevelReading(Quarters, between, isRaw: true).Read(Crossing, [0.25, 0.5]).ShouldBe([[5], [1]]);
            new LevelReading(Quarters, between, isRaw: false).Median(Crossing).ShouldBe([5]);
        }
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_read() => new LevelReading(Quarters, BetweenLevels.OfRaw, isRaw: false).Read(Crossing, []).ShouldBeEmpty();
}
