using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class StepLabelsTests
{
    [Fact]
    public void A_dated_series_goes_on_with_its_dates() =>
        new StepLabels(Samples.Daily("a", 1, 2, 3), 2).ShouldBe(["2025-01-04", "2025-01-05"]);

    [Fact]
    public void A_series_without_dates_goes_on_counting() =>
        new StepLabels(new TimeSeries { Id = "a", Target = [1, 2, 3] }, 3).ShouldBe(["3", "4", "5"]);

    [Fact]
    public void Each_can_be_asked_for_by_itself()
    {
        StepLabels labels = new(Samples.Daily("a", 1), 2);

        labels.Count.ShouldBe(2);
        labels[1].ShouldBe("2025-01-03");
    }
}
