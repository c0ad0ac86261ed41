using CsCheck;
using Tollama.Daemon.Backtests;
using Tollama.Daemon.Tests.Operations;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>Where the origins of a series lie.</summary>
public sealed class SeriesWindowsTests
{
    private const double Missing = double.NaN;

    [Fact]
    public void The_last_window_ends_with_the_series_and_the_others_a_step_earlier_each()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], windows: 3, step: 1, horizon: 2);

        windows.Count.ShouldBe(3);
        Enumerable.Range(0, 3).Select(windows.EndAt).ShouldBe([6, 7, 8]);
        windows.ActualAt(0).ShouldBe([7, 8]);
        windows.ActualAt(2).ShouldBe([9, 10]);
        windows.HistoryAt(0).ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        (windows.CutoffAt(0), windows.CutoffAt(2)).ShouldBe(("2025-01-06", "2025-01-08"));
        windows.StepsAt(2).ShouldBe(["2025-01-09", "2025-01-10"]);
        windows.Lack.ShouldBeNull();
    }

    [Fact]
    public void Values_that_are_missing_at_the_end_are_neither_seen_nor_measured()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, 5, 6, Missing, Missing], windows: 1, step: 2, horizon: 2);

        windows.EndAt(0).ShouldBe(4);
        windows.AgeAt(0).ShouldBe(4);
        windows.ActualAt(0).ShouldBe([5, 6]);
    }

    [Fact]
    public void A_gap_lies_between_what_is_seen_and_what_is_measured()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, 5, 6, 7, 8], windows: 1, step: 2, horizon: 2, gap: 3);

        windows.HistoryAt(0).ToArray().ShouldBe([1, 2, 3]);
        windows.ActualAt(0).ShouldBe([7, 8]);
        windows.CutoffAt(0).ShouldBe("2025-01-03");
        windows.StepsAt(0).ShouldBe(["2025-01-07", "2025-01-08"]);
    }

    [Fact]
    public void A_sliding_window_sees_no_more_than_it_was_told()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, 5, 6, 7, 8], windows: 2, step: 2, horizon: 2, maxHistory: 3);

        windows.HistoryAt(0).ToArray().ShouldBe([2, 3, 4]);
        windows.HistoryAt(1).ToArray().ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void A_short_series_has_the_windows_that_it_can_have_and_says_which_it_lacks()
    {
        SeriesWindows some = Of([1, 2, 3, 4, 5, 6, 7], windows: 3, step: 2, horizon: 2);
        SeriesWindows none = Of([1, 2, 3], windows: 3, step: 2, horizon: 2);

        some.Count.ShouldBe(2);
        some.AgeAt(0).ShouldBe(-1);
        some.Lack.ShouldBe(
            "its 7 values are enough for 2 of 3 windows only: a window needs 2 values to compare with, and at least 2 observed values before its origin");
        none.Count.ShouldBe(0);
        none.Lack.ShouldNotBeNull().ShouldStartWith("its 3 values are too few for a window: ");
    }

    [Fact]
    public void A_window_of_which_nothing_is_known_is_left_out()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, Missing, Missing, 7, 8], windows: 2, step: 2, horizon: 2);

        windows.AgeAt(0).ShouldBe(-1);
        windows.ActualAt(1).ShouldBe([7, 8]);
    }

    [Fact]
    public void Steps_that_lead_far_before_the_beginning_are_no_windows()
    {
        SeriesWindows windows = Of([1, 2, 3, 4, 5, 6], windows: 1000, step: int.MaxValue, horizon: 2);

        windows.Count.ShouldBe(1);
        windows.EndAt(999).ShouldBe(4);
    }

    /// <summary>History, gap and actual values of a window follow each other without a value between, and none is told of before the origin that lies behind it.</summary>
    [Fact]
    public void A_window_is_a_piece_of_the_series() =>
        Gen.Select(
            Gen.Double[-9, 9].Array[1, 60], Gen.Int[0, 5], Gen.Int[1, 5], Gen.Int[1, 7], Gen.Select(Gen.Int[1, 6], Gen.Int[0, 3]), Gen.Int[1, 80]).ForAll(@case =>
        {
            (double[] values, int trailing, int count, int step, (int horizon, int gap), int maxHistory) = @case;
            double[] all = [.. values, .. Enumerable.Repeat(Missing, trailing)];
            SeriesWindows windows = Of(all, count, step, horizon, gap, maxHistory);
            for (int window = 0; window < count; window++)
            {
                if (windows.AgeAt(window) < 0)
                {
                    continue;
                }

                double[] history = windows.HistoryAt(window).ToArray();
                int end = windows.EndAt(window);
                history.ShouldBe(values[Math.Max(0, end - maxHistory)..end]);
                windows.ActualAt(window).ShouldBe(values[(end + gap)..(end + gap + horizon)]);
                (end + gap + horizon).ShouldBe(values.Length - ((count - 1 - window) * step));
            }
        });

    private static SeriesWindows Of(double[] values, int windows, int step, int horizon, int gap = 0, int maxHistory = int.MaxValue) =>
        SeriesWindows.Of(Samples.Daily("a", values), new BacktestSettings
        {
            Horizon = horizon, Gap = gap, Windows = windows, Step = step, MaxHistory = maxHistory, SeasonOf = static _ => 7,
        });
}
