using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

public sealed class RankTestTests
{
    /// <summary>Demsar (2006), table 5 (a): the studentized range at 5 % over the root of 2.</summary>
    [Theory]
    [InlineData(2, 1.960)]
    [InlineData(3, 2.343)]
    [InlineData(4, 2.569)]
    [InlineData(5, 2.728)]
    [InlineData(6, 2.850)]
    [InlineData(7, 2.949)]
    [InlineData(8, 3.031)]
    [InlineData(9, 3.102)]
    [InlineData(10, 3.164)]
    public void Critical_values_are_the_published_ones(int models, double expected) =>
        (StudentizedRange.Critical(0.05, models) / Math.Sqrt(2)).ShouldBe(expected, 0.0008); // The table divides rounded points.

    /// <summary>R 4.2.2: <c>qtukey(0.95, models, Inf) / sqrt(2)</c>, whose search ends within 1e-4.</summary>
    [Theory]
    [InlineData(3, 2.3437005879)]
    [InlineData(7, 2.9483200607)]
    [InlineData(10, 3.1636837535)]
    [InlineData(32, 3.7801927806)]
    public void Critical_values_are_those_of_R(int models, double expected) => (StudentizedRange.Critical(0.05, models) / Math.Sqrt(2)).ShouldBe(expected, 1e-6);

    [Fact]
    public void The_range_of_two_values_is_their_difference() => StudentizedRange.Critical(0.05, 2).ShouldBe(1.959963984540054 * Math.Sqrt(2), 1e-9);

    [Theory]
    [InlineData(2)]
    [InlineData(32)]
    public void The_distribution_goes_from_nothing_to_all(int models)
    {
        StudentizedRange.Below(0, models).ShouldBe(0, 1e-12);
        StudentizedRange.Below(14, models).ShouldBe(1, 1e-12);
    }

    /// <summary>Demsar (2006), section 3.2.2: four methods on 14 data sets.</summary>
    [Fact]
    public void The_critical_distance_is_that_of_the_published_example() => RankTest.CriticalDistance(4, 14).ShouldBe(1.25, 0.005);

    [Fact]
    public void Equal_values_share_their_ranks()
    {
        // Series 0: 1, 2, 2. Series 1: 3, 1, 2.
        ModelRank?[] ranks = RankTest.Of(Measures([1, 2, 2], [3, 1, 2]), 3, hasIntervals: true);

        ranks.Select(rank => rank!.Value.Mean).ShouldBe([2, 1.75, 2.25]);
        ranks[0]!.Value.Half!.Value.ShouldBe(RankTest.CriticalDistance(3, 2) / 2);
    }

    private static PairedMeasure Measures(params double[][] series) => PairedMeasure.Of(
        "mase", [.. series.Select((values, place) => new ScoredCell(place, [.. values.Select(value => new MeasureValues(["mase"], [value]))], null))], series[0].Length, isRoot: false)!;
}
