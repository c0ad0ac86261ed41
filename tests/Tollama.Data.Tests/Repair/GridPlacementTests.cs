using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Time;
using Tollama.Data.Time;
using NumberColumn = Tollama.Core.Series.NumberColumn;

namespace Tollama.Data.Tests.Repair;

public sealed class GridPlacementTests
{
    [Fact]
    public void A_stamp_a_little_off_is_moved_and_its_covariates_with_it()
    {
        TimeSeries placed = Place(out RepairLog log, ("2024-01-01T00:00", 1), ("2024-01-01T01:05", 2), ("2024-01-01T02:00", 3));

        placed.Times!.Texts().ShouldBe(["2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T02:00"]);
        placed.Target.ShouldBe([1, 2, 3]);
        placed.Covariates[0].Past.ShouldBeOfType<NumberColumn>().ShouldBe([10, 20, 30]);
        log.Warnings.ShouldHaveSingleItem().ShouldContain("a little off the steps of one hour");
    }

    [Fact]
    public void A_step_without_a_row_is_missing_in_every_column()
    {
        TimeSeries placed = Place(out RepairLog log, ("2024-01-01T00:00", 1), ("2024-01-01T03:00", 4));

        placed.Times!.Texts().ShouldBe(["2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T02:00", "2024-01-01T03:00"]);
        placed.Target.ShouldBe([1, double.NaN, double.NaN, 4]);
        placed.Covariates[0].Past.ShouldBeOfType<NumberColumn>().ShouldBe([10, double.NaN, double.NaN, 40]);
        log.Warnings.ShouldHaveSingleItem().ShouldContain("2 steps of one hour have no row (first: 2024-01-01T01:00); filled as missing");
    }

    private static TimeSeries Place(out RepairLog log, params (string Stamp, double Value)[] rows)
    {
        TimeSeries series = new()
        {
            Id = "a",
            Times = Stamps.Of([.. rows.Select(row => row.Stamp)]),
            Target = [.. rows.Select(row => row.Value)],
            Covariates = [new Covariate("price", NumberColumn.Of([.. rows.Select(row => 10 * row.Value)]), null)],
        };
        log = new RepairLog("a", strict: false, rows: null);
        return GridPlacement.Place(series, TimestampGrid.Create(Stamps.Of([.. rows.Select(row => row.Stamp)]), Frequency.Parse("h")), Core.Requests.GapFill.None, log);
    }
}
