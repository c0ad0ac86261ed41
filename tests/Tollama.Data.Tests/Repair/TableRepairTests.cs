using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Repair;

public sealed class TableRepairTests
{
    private const string TwoSeries = "id,ds,y\na,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,3\nb,2024-01-01,1\n";

    private const string OneIrregular = "id,ds,y\na,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,3\nb,2024-01-01,1\nb,2024-01-02,1\nb,2024-01-02T07:13,1\n";

    [Fact]
    public void A_series_that_is_too_short_to_tell_has_the_frequency_of_the_table()
    {
        Panel panel = Repair(new ForecastRequest(), TwoSeries, out TableRepair repair);

        panel.Series.Select(series => series.Frequency!.Name).ShouldBe(["D", "D"]);
        panel.Series[1].FutureTimes!.Select(time => time.ToString()).ShouldBe(["2024-01-02", "2024-01-03"]);
        repair.Errors.ShouldBeEmpty();
        repair.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2024-01-01,2024-01-03", "D", 3)]
    [InlineData("2024-01-01,2024-01-08,2024-01-15,2024-01-22", "D", 22)]
    [InlineData("2024-01-01,2024-01-02,2024-01-05,2024-01-07,2024-01-09,2024-01-11,2024-01-13,2024-01-15,2024-01-17,2024-01-21", "D", 21)]
    [InlineData("2024-01-01,2024-01-08,2024-01-15,2024-01-22,2024-01-29,2024-02-05,2024-02-12,2024-02-19", "W-MON", 8)]
    public void A_series_with_gaps_has_the_frequency_of_the_table_and_one_that_differs_its_own(string stamps, string frequency, int length)
    {
        string days = string.Concat(from day in Enumerable.Range(0, 30) from id in "abc" select $"{id},{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{day}\n");
        Panel panel = Repair(new ForecastRequest(), "id,ds,y\n" + days + string.Concat(stamps.Split(',').Select(stamp => $"x,{stamp},1\n")), out TableRepair repair);

        TimeSeries last = panel.Series[^1];
        last.Frequency!.Name.ShouldBe(frequency);
        last.Length.ShouldBe(length);
        repair.Warnings.Any(warning => warning.Contains("different frequencies: one day (3: series 'a', series 'b', series 'c'), one week (1: series 'x')", StringComparison.Ordinal)).ShouldBe(frequency != "D");
    }

    [Fact]
    public void A_series_that_cannot_be_repaired_is_an_error_beside_the_others()
    {
        Panel panel = Repair(new ForecastRequest(), OneIrregular, out TableRepair repair);

        panel.Series.Select(series => series.Id).ShouldBe(["a"]);
        repair.Errors.ShouldHaveSingleItem().Id.ShouldBe("b");
    }

    [Fact]
    public void It_fails_a_strict_request_and_a_table_of_one_series()
    {
        Should.Throw<TollamaException>(() => Repair(new ForecastRequest { OnBadData = BadDataPolicy.Strict }, OneIrregular, out _))
            .Message.ShouldContain("no frequency fits");
        Should.Throw<TollamaException>(() => Repair(new ForecastRequest(), "ds,y\n2024-01-01,1\n", out _))
            .Message.ShouldContain("one time stamp only");
    }

    [Fact]
    public void The_frequency_of_the_request_holds_for_all_series()
    {
        Panel panel = Repair(new ForecastRequest { Freq = "daily" }, TwoSeries, out TableRepair repair);

        panel.Series.Select(series => series.Freq).ShouldBe(["D", "D"]);
        panel.Series[1].FutureTimes!.Select(time => time.ToString()).ShouldBe(["2024-01-02", "2024-01-03"]);
        repair.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DuplicateMerge.Mean, 3)]
    [InlineData(DuplicateMerge.Max, 4)]
    [InlineData(DuplicateMerge.Sum, 6)]
    [InlineData(DuplicateMerge.First, 2)]
    [InlineData(DuplicateMerge.Last, 4)]
    public void Rows_of_one_stamp_are_merged_as_the_request_says(DuplicateMerge? how, double merged)
    {
        Panel panel = Repair(
            new ForecastRequest { Duplicates = how },
            "ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-02,4\n2024-01-03,5\n",
            out TableRepair repair);

        panel.Series[0].Target.ShouldBe([1, merged, 5]);
        repair.Warnings.ShouldHaveSingleItem().ShouldContain("repeats a time stamp");
    }

    [Fact]
    public void What_is_done_to_many_series_is_told_once_with_a_count_and_three_of_them()
    {
        string days = string.Concat(
            from series in Enumerable.Range(0, 500)
            from day in Enumerable.Range(0, 20)
            where day != 5 && day != 6 + (series % 9)
            select $"s{series},{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{day}\n");

        Repair(new ForecastRequest(), "id,ds,y\n" + days, out TableRepair repair);

        repair.Warnings.ShouldBe(
            ["500 series, such as series 's0', series 's1' and series 's2': 2 steps of one day have no row (first: 2024-01-06); filled as missing."]);
    }

    [Fact]
    public void A_series_that_is_refused_says_what_helps()
    {
        Repair(new ForecastRequest(), "id,ds,y\na,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,3\nb,2024-01-01,1\nb,2024-01-02,2\nb,2024-01-02,3\nb,2024-01-03,4\n", out TableRepair repair);

        repair.Errors.ShouldHaveSingleItem().Message.ShouldContain("1 row repeats a time stamp (first: 2024-01-02, rows 6 and 7). Say what becomes of them with duplicates=sum");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DuplicateMerge.Refuse)]
    public void Rows_of_one_stamp_are_refused_unless_the_request_says_what_they_mean(DuplicateMerge? how)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Repair(
            new ForecastRequest { Duplicates = how }, "ds,y,clerk\n2024-01-01,1,a\n2024-01-02,2,b\n2024-01-02,2,c\n2024-01-03,5,d\n", out _));

        error.Message.ShouldBe("series 'y': 1 row repeats a time stamp (first: 2024-01-02, rows 3 and 4).");
        error.Hint!.ShouldContain("duplicates=sum, mean, first, last or max");
    }

    [Fact]
    public void What_the_request_says_of_rows_of_one_stamp_holds_though_it_is_strict() =>
        Repair(
            new ForecastRequest { Duplicates = DuplicateMerge.Sum, OnBadData = BadDataPolicy.Strict }, "ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-02,4\n2024-01-03,5\n", out _)
            .Series[0].Target.ShouldBe([1.0, 6, 5]);

    [Fact]
    public void The_future_of_a_covariate_is_brought_to_the_steps_whatever_the_order_of_its_rows()
    {
        Panel panel = Repair(
            new ForecastRequest { Table = new TableOptions { FutureCovariates = ["price"] } },
            "ds,y,price\n2024-01-05,,15\n2024-01-01,1,11\n2024-01-02,2,12\n2024-01-04,,14\n2024-01-03,3,13\n",
            out _);

        Covariate price = panel.Series[0].Covariates.ShouldHaveSingleItem();
        price.Past.ShouldBeOfType<NumberColumn>().ShouldBe([11, 12, 13]);
        price.Future.ShouldBeOfType<NumberColumn>().ShouldBe([14, 15]);
    }

    [Fact]
    public void A_future_that_lacks_a_step_names_it()
    {
        TollamaException error = Should.Throw<TollamaException>(() => Repair(
            new ForecastRequest { Table = new TableOptions { FutureCovariates = ["price"] } },
            "ds,y,price\n2024-01-01,1,11\n2024-01-02,2,12\n2024-01-03,3,13\n2024-01-05,,15\n",
            out _));

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("has no value for 2024-01-04, step 1 of 2");
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, null)]
    public void A_future_that_nobody_needs_may_lack_steps(int horizon, int? known)
    {
        ForecastRequest request = new() { Horizon = horizon, Table = new TableOptions { FutureCovariates = ["price"] } };
        TableContent table = Read(request, "ds,y,price\n2024-01-01,1,11\n2024-01-02,2,12\n2024-01-03,3,13\n2024-01-04,,14\n");

        Panel panel = new TableRepair(request) { MayLackFuture = true }.Repair(table, TestContext.Current.CancellationToken);

        Covariate price = panel.Series[0].Covariates.ShouldHaveSingleItem();
        price.Past.ShouldBeOfType<NumberColumn>().ShouldBe([11, 12, 13]);
        (price.Future?.Length).ShouldBe(known);
    }

    [Fact]
    public void Positions_go_on_past_999_where_four_digits_could_be_years()
    {
        Panel panel = Repair(
            new ForecastRequest { Table = new TableOptions { TimeColumns = ["t"], FutureCovariates = ["price"] } },
            "t,y,price\n996,1,11\n997,2,12\n998,3,13\n999,4,14\n1000,,15\n1001,,16\n",
            out _);

        panel.Series[0].Covariates[0].Future.ShouldBeOfType<NumberColumn>().ShouldBe([15, 16]);
    }

    [Fact]
    public void Nothing_is_repaired_for_a_client_that_has_left()
    {
        ForecastRequest request = new() { Horizon = 2 };
        TableContent table = Read(request, TwoSeries);
        Should.Throw<OperationCanceledException>(() => new TableRepair(request).Repair(table, new CancellationToken(canceled: true)));
    }

    private static Panel Repair(ForecastRequest request, string csv, out TableRepair repair)
    {
        request = request with { Horizon = 2 };
        repair = new TableRepair(request);
        return repair.Repair(Read(request, csv), TestContext.Current.CancellationToken);
    }

    private static TableContent Read(ForecastRequest request, string csv) =>
        TableReader.Read(TableInput.Of(Encoding.UTF8.GetBytes(csv)), request.Table, new TableReading(), "text/csv", TestContext.Current.CancellationToken);
}
