using System.Globalization;
using System.Text;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Where nothing is forecast, what is empty at the ends of a table is missing; where something is, it may be the future.</summary>
public sealed class LooksAheadTests
{
    private const string Beside = "shop,date,sales,x\na,2024-01-01,1,1\na,2024-01-02,2,2\na,2024-01-03,3,3\na,2024-01-04,4,4\na,2024-01-05,,5\na,2024-01-06,,6\n";

    private static readonly string Wide = "date,north,south\n"
        + string.Concat(Enumerable.Range(1, 30).Select(day => string.Create(CultureInfo.InvariantCulture, $"2024-01-{day:00},{day * 7 % 11},{(day is 1 or > 27 ? "" : $"{day * 5 % 13}.5")}\n")));

    [Theory]
    [InlineData(false, 30, 4)]
    [InlineData(true, 26, 0)]
    public void Empty_cells_at_the_ends_of_a_column_are_missing_where_nothing_is_forecast(bool looksAhead, int length, int missing)
    {
        TimeSeries south = Repair(Wide, looksAhead, "north", "south").Series[1];

        (south.Id, south.Length, south.Target.Missing).ShouldBe(("south", length, missing));
    }

    [Theory]
    [InlineData(false, 6, 2)]
    [InlineData(true, 4, 0)]
    public void Rows_after_the_last_value_are_missing_where_nothing_is_forecast(bool looksAhead, int length, int missing)
    {
        TimeSeries series = Repair(Beside, looksAhead, "sales").Series.ShouldHaveSingleItem();

        (series.Length, series.Target.Missing).ShouldBe((length, missing));
        series.Covariates.Any(covariate => covariate.Future is not null).ShouldBe(looksAhead);
    }

    [Fact]
    public void Named_covariates_have_no_future_where_nothing_is_forecast()
    {
        TableOptions options = new() { TargetColumns = ["sales"], FutureCovariates = ["x"] };

        TimeSeries series = Read(Beside, looksAhead: false, options).Series.ShouldHaveSingleItem();

        (series.Length, series.Target.Missing, series.FutureTimes).ShouldBe((6, 2, null));
        series.Covariates.ShouldHaveSingleItem().Future.ShouldBeNull();
    }

    [Fact]
    public void Times_in_the_header_may_have_no_value_at_the_end()
    {
        const string Turned = "shop,2024-01-01,2024-01-02,2024-01-03,2024-01-04,2024-01-05\na,1,2,3,4,5\nb,1,2,3,,\n";

        Read(Turned, looksAhead: false, new TableOptions()).Series.Select(series => (series.Id, series.Length)).ShouldBe([("a", 5), ("b", 5)]);
        Read(Turned, looksAhead: true, new TableOptions()).Series.Select(series => (series.Id, series.Length)).ShouldBe([("a", 5), ("b", 3)]);
    }

    [Fact]
    public void Months_of_a_year_that_have_not_come_are_never_missing()
    {
        const string Years = "year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec\n2023,1,2,3,4,5,6,7,8,9,10,11,12\n2024,1,2,3,,,,,,,,,\n";

        Read(Years, looksAhead: false, new TableOptions()).Series.ShouldHaveSingleItem().Length.ShouldBe(15);
    }

    [Fact]
    public void An_end_needs_no_value_of_a_covariate_where_nothing_is_forecast()
    {
        ForecastRequest request = new() { End = "2024-01-09" };

        TimeSeries series = new TableRepair(request).Repair(Read(Beside, looksAhead: false, new TableOptions { TargetColumns = ["sales"] }), TestContext.Current.CancellationToken)
            .Series.ShouldHaveSingleItem();

        (series.Length, series.Target.Missing).ShouldBe((9, 5));
    }

    private static Panel Repair(string table, bool looksAhead, params string[] targets) => new TableRepair(new ForecastRequest { Horizon = looksAhead ? 1 : null }).Repair(
        Read(table, looksAhead, new TableOptions { TargetColumns = targets }), TestContext.Current.CancellationToken);

    private static TableContent Read(string table, bool looksAhead, TableOptions options) => TableReader.Read(
        TableInput.Of(Encoding.UTF8.GetBytes(table)), options, new TableReading { LooksAhead = looksAhead }, cancellationToken: TestContext.Current.CancellationToken);
}
