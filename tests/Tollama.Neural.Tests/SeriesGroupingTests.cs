using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Neural.Tests;

public sealed class SeriesGroupingTests
{
    private static readonly SeriesGrouping Joint = new(IsJoint: true, IsCrossLearning: false);

    [Fact]
    public void Joint_series_that_end_at_different_times_are_told()
    {
        TimeSeries[] series = [Numbered("x"), Monthly("a", "2023-12-31"), Monthly("b", "2024-01-31"), Monthly("c", "2024-02-29")];
        Joint.WarningsOf(series).ShouldBe(
            ["joint: series 'a' ends at 2024-01-31, 'b' at 2024-02-29; their last values are taken to be of the same time"]);
    }

    [Fact]
    public void Joint_series_that_end_at_the_same_time_need_no_warning() =>
        Joint.WarningsOf([Monthly("a", "2023-12-31"), Numbered("x"), Monthly("b", "2023-12-31T00:00:00")]).ShouldBeEmpty();

    [Fact]
    public void Where_an_hour_is_written_with_another_offset_the_moment_counts() => Joint.WarningsOf(
        [Hourly("a", "2024-01-01T00:00:00+01:00"), Hourly("b", "2023-12-31T23:00:00Z"), Hourly("c", "2024-01-01T00:00:00Z")]).ShouldBe(
        ["joint: series 'a' ends at 2024-01-01T01:00:00+01:00, 'c' at 2024-01-01T01:00:00Z; their last values are taken to be of the same time"]);

    [Fact]
    public void Different_lengths_are_told_beside_different_ends()
    {
        TimeSeries longer = new() { Id = "b", Target = [1, 2, 3], Times = new SteppedTimes(Timestamp.Parse("2023-12-31"), Frequency.Parse("ME"), 3) };
        IReadOnlyList<string> warnings = Joint.WarningsOf([Monthly("a", "2023-12-31"), longer]);
        warnings.Count.ShouldBe(2);
        warnings[0].ShouldContain("different lengths");
        warnings[1].ShouldContain("'b' at 2024-02-29");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Series_that_are_not_joint_may_end_at_any_time(bool isCrossLearning) => new SeriesGrouping(IsJoint: false, isCrossLearning)
        .WarningsOf([Monthly("a", "2023-12-31"), Monthly("b", "2024-01-31")]).ShouldBeEmpty();

    private static TimeSeries Numbered(string id) => new() { Id = id, Target = [1, 2] };

    private static TimeSeries Monthly(string id, string start) =>
        Numbered(id) with { Times = new SteppedTimes(Timestamp.Parse(start), Frequency.Parse("ME"), 2) };

    private static TimeSeries Hourly(string id, string start) =>
        Numbered(id) with { Times = new SteppedTimes(Timestamp.Parse(start), Frequency.Parse("h"), 2) };
}
