using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Tests.Nixtla;

public sealed class PackedBandsTests
{
    private static readonly AskedLevel Level = new("95", 95);

    // Half the width of such an interval of the standard law, as /api/anomalies takes it.
    private static readonly double Standard = ErrorSpread.StandardWidth(0.95);

    [Fact]
    public void Bands_are_the_end_of_each_series_from_the_first_value_of_which_something_was_expected()
    {
        PackedBands bands = new([5, 2, 3], Level, last: null);
        bands.Add(Series(0, [1, 9, 3, 4], [double.NaN, 2, 3, 4]), 0);
        bands.Add(Series(1, [7, 8], [7, 8]), 2);

        NixtlaAnswer answer = bands.Pack(areTogether: false);

        // The second one was not looked at: its rows are there, without numbers.
        answer.Sizes.ShouldBe([4, 2, 2]);
        answer.Mean.ShouldBe([2, 3, 4, double.NaN, double.NaN, double.NaN, 7, 8]);
        answer.Anomalies.ShouldBe([true, false, false, false, false, false, false, false]);
        answer.Intervals.ShouldHaveSingleItem().Low[0].ShouldBe(1);
        (answer.Indexes, answer.Scores, answer.Accumulated).ShouldBe((null, null, null));
    }

    [Fact]
    public void Last_values_have_their_positions_and_scores_in_standard_deviations()
    {
        PackedBands bands = new([4, 3], Level, last: 2);
        bands.Add(Series(2, [5, 5], [5, 4]), 0);
        bands.Add(Series(1, [1, -2], [1, 1]), 1);

        NixtlaAnswer answer = bands.Pack(areTogether: false);

        answer.Indexes.ShouldBe([2, 3, 5, 6]);
        answer.Sizes.ShouldBe([2, 2]);
        answer.Anomalies.ShouldBe([false, false, false, true]);
        answer.Scores![3].ShouldBe(-3 * Standard, 1e-9);
        answer.Accumulated.ShouldBeNull();
    }

    [Fact]
    public void Series_that_are_judged_together_share_their_scores()
    {
        PackedBands bands = new([4, 3], Level, last: 2);
        bands.Add(Series(2, [5, 5], [5, 4]), 0);
        bands.Add(Series(1, [1, -2], [1, 1]), 1);

        NixtlaAnswer answer = bands.Pack(areTogether: true);

        double last = Standard * Math.Sqrt((1 + 9) / 2.0);
        answer.Accumulated!.Select(score => Math.Round(score, 2)).ShouldBe([0, Math.Round(last, 2), 0, Math.Round(last, 2)]);
        answer.Anomalies.ShouldBe([false, true, false, true]);
    }

    [Theory]
    [InlineData(NixtlaTask.AnomalyDetection, "80,90", null, null, "level")]
    [InlineData(NixtlaTask.AnomalyDetection, "0", null, null, "level")]
    [InlineData(NixtlaTask.OnlineAnomalyDetection, "99", null, null, "detection_size")]
    [InlineData(NixtlaTask.OnlineAnomalyDetection, "99", 11, null, "series.sizes.0")]
    [InlineData(NixtlaTask.OnlineAnomalyDetection, "99", 10, "sideways", "threshold_method")]
    [InlineData(NixtlaTask.OnlineAnomalyDetection, "99", 10, "multivariate", null)]
    public void What_cannot_be_is_a_fault(object task, string levels, int? size, string? method, string? place)
    {
        NixtlaRequest request = new()
        {
            Levels = [.. levels.Split(',').Select(text => new AskedLevel(text, double.Parse(text, CultureInfo.InvariantCulture)))],
            DetectionSize = size,
            ThresholdMethod = method,
            Series = new PackedSeries { Sizes = [20] },
        };
        FaultList faults = new();

        DetectionCheck.Report((NixtlaTask)task, request, faults);

        faults.Items.Select(fault => string.Join('.', fault.Loc.Skip(1))).SingleOrDefault().ShouldBe(place);
    }

    private static CheckedSeries Series(int start, double[] values, double[] expected) => new()
    {
        Id = "0",
        Method = "m",
        Checked = values.Length,
        Anomalies = 0,
        Start = start,
        Values = values,
        Expected = expected,
        Low = [.. expected.Select(one => one - 1)],
        High = [.. expected.Select(one => one + 1)],
    };
}
