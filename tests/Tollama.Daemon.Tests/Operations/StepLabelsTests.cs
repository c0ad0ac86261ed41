using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class StepLabelsTests
{
    [Fact]
    public void A_dated_series_goes_on_with_its_dates() =>
        new StepLabels(Samples.Daily("a", 1, 2, 3), 2, gap: 0).ShouldBe(["2025-01-04", "2025-01-05"]);

    [Fact]
    public void A_series_without_dates_goes_on_counting() =>
        new StepLabels(new TimeSeries { Id = "a", Target = [1, 2, 3] }, 3, gap: 0).ShouldBe(["3", "4", "5"]);

    [Fact]
    public void Steps_behind_a_gap_begin_later()
    {
        TimeSeries dated = Samples.Daily("a", 1, 2) with { FutureTimes = new SteppedTimes(Timestamp.Parse("2025-01-03"), Frequency.Parse("D"), 5) };
        new StepLabels(dated, 2, gap: 3).ShouldBe(["2025-01-06", "2025-01-07"]);
        new StepLabels(new TimeSeries { Id = "a", Target = [1, 2, 3] }, 2, gap: 2).ShouldBe(["5", "6"]);
    }

    [Fact]
    public void Each_can_be_asked_for_by_itself()
    {
        StepLabels labels = new(Samples.Daily("a", 1), 2, gap: 0);

        labels.Count.ShouldBe(2);
        labels[1].ShouldBe("2025-01-03");
    }
}
