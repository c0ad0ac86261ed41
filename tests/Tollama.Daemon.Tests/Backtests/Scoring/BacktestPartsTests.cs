using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

/// <summary>Rows about parts of a backtest, worked out by hand.</summary>
public sealed class BacktestPartsTests
{
    [Fact]
    public void By_series_each_is_told_for_the_models_that_answered_it()
    {
        IReadOnlyList<BacktestRow> rows = Parts(
            BacktestGrouping.Series, Windows.Of("m", "a", 1, 1), Windows.Of("m", "b", 1, 7), Windows.Of("m", "b", 2, 9), Windows.Of("n", "a", 1, 2));

        rows.Select(row => (row.Series, row.Model, row.Measures["mase"])).ShouldBe([("a", "m", 1), ("a", "n", 2), ("b", "m", 8)]);
        rows.ShouldAllBe(row => row.BetterThan == null && row.Step == null && row.Window == null && row.Group == null);
        rows[2].Measures["mase_se"].ShouldBe(1, 1e-12); // of 7 and 9
    }

    [Fact]
    public void By_window_each_is_the_mean_over_series()
    {
        IReadOnlyList<BacktestRow> rows = Parts(
            BacktestGrouping.Window, Windows.Of("m", "a", 2, 1), Windows.Of("m", "b", 2, 3), Windows.Of("m", "a", 1, 5));

        rows.Select(row => (row.Window, row.Measures["mase"])).ShouldBe([(1, 5), (2, 2)]);
    }

    [Fact]
    public void By_horizon_squares_are_brought_together_over_windows()
    {
        IReadOnlyList<BacktestRow> rows = Parts(BacktestGrouping.Horizon, Windows.Of("m", "a", 1, 1, 3), Windows.Of("m", "a", 2, 1, 4));

        rows.Select(row => (row.Step, row.Measures["mase"])).ShouldBe([(1, 1), (2, 3.5)]);
        rows[1].Measures["rmse"].ShouldBe(Math.Sqrt(12.5), 1e-12);
        rows[1].Measures.Keys.ShouldNotContain("rmse_se");
    }

    [Fact]
    public void By_group_each_value_of_an_id_column_is_told()
    {
        IReadOnlyList<BacktestRow> rows = Parts(
            BacktestGrouping.Group,
            Windows.Of("m", "a", 1, 1) with { Keys = new Dictionary<string, string> { ["store"] = "north", ["item"] = "x" } },
            Windows.Of("m", "b", 1, 3) with { Keys = new Dictionary<string, string> { ["store"] = "north", ["item"] = "y" } });

        rows.Select(row => (row.Group, row.Measures["mase"])).ShouldBe([("store=north", 2), ("item=x", 1), ("item=y", 3)]);
    }

    [Fact]
    public void Parts_stand_beside_the_seasonal_naive_forecast_too() => Windows.Verdict(
        Plan(BacktestGrouping.Window), [Windows.Of("m", "a", 1, 1), Windows.Of("m", "a", 2, 3)], [Windows.Of("", "a", 1, 2), Windows.Of("", "a", 2, 2)])
        .By!.Select(row => row.Measures["skill"]).ShouldBe([0.5, -0.5]);

    private static IReadOnlyList<BacktestRow> Parts(BacktestGrouping grouping, params IEnumerable<ScoredWindow> windows) => Windows.Verdict(Plan(grouping), windows).By!;

    private static ScoringPlan Plan(BacktestGrouping grouping) => Windows.Plan("m,n", "a,b") with { By = [grouping] };
}
