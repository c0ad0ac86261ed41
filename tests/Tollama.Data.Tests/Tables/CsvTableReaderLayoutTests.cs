using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class CsvTableReaderLayoutTests
{
    [Theory]
    [InlineData("unique_id", "ds", "y")]
    [InlineData("item_id", "timestamp", "target")]
    [InlineData("id", "timestamp", "target")]
    [InlineData("SKU", "Date", "Sales")]
    [InlineData("store", "Week", "demand")]
    public void The_usual_long_tables_are_understood_by_their_names(string id, string time, string target)
    {
        TableContent table = TableTesting.Read($"{id},{time},{target}\nb,2024-01-01,1\nb,2024-01-02,2\na,2024-01-01,3\na,2024-01-02,4\n");

        table.Ids().ShouldBe(["b", "a"]);
        table.Series[0].Target.ShouldBe([1.0, 2]);
        table.Series[1].Stamps().ShouldBe(["2024-01-01", "2024-01-02"]);
        table.Roles.TimeColumns.ShouldBe([time]);
        table.Roles.IdColumns.ShouldBe([id]);
        table.Roles.TargetColumns.ShouldBe([target]);
        table.Roles.Reasons[time].ShouldBe("by its name");
        table.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_date_and_a_value_are_one_series_called_like_the_value()
    {
        TableContent table = TableTesting.Read("date,value\n2024-01-01,1.5\n2024-01-02,2\n");

        table.Ids().ShouldBe(["value"]);
        table.Series[0].Target.ShouldBe([1.5, 2]);
        table.Roles.ToString().ShouldBe("time: date (2024-01-01 … 2024-01-02), target: value, id: none, freq: auto");
    }

    [Fact]
    public void Strange_names_are_understood_by_content()
    {
        TableContent table = TableTesting.Read(
            "Filiale,Stichtag,Umsatz\nNord,2024-01-01,1\nNord,2024-01-02,2\nSüd,2024-01-01,3\nSüd,2024-01-02,4\n");

        table.Ids().ShouldBe(["Nord", "Süd"]);
        table.Roles.TimeColumns.ShouldBe(["Stichtag"]);
        table.Roles.TargetColumns.ShouldBe(["Umsatz"]);
        table.Roles.Reasons["Stichtag"].ShouldBe("by its content");
    }

    [Fact]
    public void Several_numbers_beside_a_time_are_a_wide_table()
    {
        TableContent table = TableTesting.Read("date,north,south\n2024-01-01,1,\n2024-01-02,2,5\n2024-01-03,,6\n");

        table.Ids().ShouldBe(["north", "south"]);
        table.Roles.IsWide.ShouldBeTrue();
        table.Series[0].Target.ShouldBe([1.0, 2]);
        table.Series[1].Stamps().ShouldBe(["2024-01-02", "2024-01-03"]);
        table.Roles.ToString().ShouldContain("series: north south, id: column names");
    }

    [Fact]
    public void A_column_named_like_a_target_is_the_target_of_a_wide_table()
    {
        TableContent table = TableTesting.Read("date,HUFL,OT\n2016-07-01 00:00:00,5.8,30.5\n2016-07-01 01:00:00,5.6,27.8\n");

        table.Ids().ShouldBe(["OT"]);
        table.Roles.Ignored.ShouldBe(["HUFL"]);
        table.Warnings.ShouldBe(["the column 'HUFL' was not used"]);
    }

    [Fact]
    public void Rows_without_a_value_at_the_end_may_be_meant_as_the_future() =>
        TableTesting.Read("date,sales,price\n2024-01-01,5,1\n2024-01-02,6,2\n2024-01-03,,3\n2024-01-04,,\n").Warnings
            .ShouldContain(warning => warning.Contains("future_covariates=price", StringComparison.Ordinal));

    [Fact]
    public void Numbers_alone_are_counted()
    {
        TableContent table = TableTesting.Read("12\n15\n11\n");

        table.Ids().ShouldBe(["column1"]);
        table.Series[0].Target.ShouldBe([12.0, 15, 11]);
        table.Series[0].Stamps().ShouldBe(["0", "1", "2"]);
        table.Roles.TimeColumns.ShouldBeEmpty();
        table.Warnings.ShouldHaveSingleItem().ShouldContain("not a header");
    }

    [Fact]
    public void A_table_without_a_time_may_have_ids()
    {
        TableContent table = TableTesting.Read("sku,sold\na,1\na,2\nb,3\nb,4\nb,5\n");

        table.Ids().ShouldBe(["a", "b"]);
        table.Series[1].Stamps().ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void A_missing_header_is_noticed()
    {
        TableContent table = TableTesting.Read("2024-01-01,5\n2024-01-02,6\n");

        table.Series[0].Target.ShouldBe([5.0, 6]);
        table.Roles.TimeColumns.ShouldBe(["column1"]);
    }

    [Fact]
    public void A_header_of_numbers_over_dates_is_a_header()
    {
        TableTesting.Read("date,1,2\n2024-01-01,5,7\n2024-01-02,6,8\n").Ids().ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Years_are_time_stamps()
    {
        TableContent table = TableTesting.Read("year,population\n1990,5\n1991,6\n");

        table.Series[0].Stamps().ShouldBe(["1990", "1991"]);
        table.Series[0].Target.ShouldBe([5.0, 6]);
    }

    [Fact]
    public void Row_numbers_of_a_saved_data_frame_are_left_out()
    {
        TableContent table = TableTesting.Read(",date,load\n0,2024-01-01,5\n1,2024-01-02,6\n");

        table.Ids().ShouldBe(["load"]);
        table.Roles.TimeColumns.ShouldBe(["date"]);
    }

    [Fact]
    public void A_second_id_is_used_when_the_first_does_not_tell_the_series_apart()
    {
        TableContent table = TableTesting.Read(
            "store,product,date,sales\n1,a,2024-01-01,1\n1,b,2024-01-01,2\n2,a,2024-01-01,3\n2,b,2024-01-01,4\n"
            + "1,a,2024-01-02,1\n1,b,2024-01-02,2\n2,a,2024-01-02,3\n2,b,2024-01-02,4\n");

        table.Roles.IdColumns.ShouldBe(["store", "product"]);
        table.Ids().ShouldBe(["1/a", "1/b", "2/a", "2/b"]);
    }

    [Fact]
    public void Named_ids_are_joined_in_the_order_of_their_naming()
    {
        TableContent table = TableTesting.Read(
            "store,item,date,sales\n1,a,2024-01-01,1\n2,a,2024-01-01,3\n", new TableOptions { IdColumns = ["item", "store"] });

        table.Ids().ShouldBe(["a/1", "a/2"]);
    }

    [Fact]
    public void A_few_duplicates_do_not_make_a_remark_an_id()
    {
        string rows = string.Concat(Enumerable.Range(1, 28).Select(day => $"2024-01-{day:00},{day},{(day % 2 == 0 ? "ok" : "check")}\n"));
        TableContent table = TableTesting.Read("date,value,remark\n" + rows + "2024-01-28,99,check\n");

        table.Ids().ShouldBe(["value"]);
        table.Series[0].Target.Length.ShouldBe(29);
    }

    [Fact]
    public void Roles_can_be_named()
    {
        TableContent table = TableTesting.Read(
            "a,b,c,d\nx,2024-01-01,1,7\nx,2024-01-02,2,8\n",
            new TableOptions { TimeColumns = ["b"], TargetColumns = ["D"], IdColumns = ["a"], Covariates = ["c"] },
            new TableReading { Frequency = "D" });

        table.Ids().ShouldBe(["x"]);
        table.Series[0].Target.ShouldBe([7.0, 8]);
        ((NumberColumn)table.Series[0].Covariate("c").Past!).ShouldBe([1.0, 2]);
        table.Roles.ToString().ShouldBe("time: b (2024-01-01 … 2024-01-02), target: d, id: a, freq: one day, covariates: c");
    }

    [Fact]
    public void Several_named_targets_are_a_series_each()
    {
        TableTesting.Read("date,p,q,r\n2024-01-01,1,2,3\n", new TableOptions { TargetColumns = ["p", "r"] }).Ids().ShouldBe(["p", "r"]);
        TableTesting.Read("id,date,p,r\na,2024-01-01,1,3\n", new TableOptions { TargetColumns = ["p", "r"], IdColumns = ["id"] })
            .Ids().ShouldBe(["a/p", "a/r"]);
    }

    [Fact]
    public void Rows_after_the_last_value_hold_future_covariates()
    {
        TableContent table = TableTesting.Read(
            "date,sales,promo\n2024-01-01,5,0\n2024-01-04,,1\n2024-01-02,6,1\n2024-01-03,,0\n",
            new TableOptions { FutureCovariates = ["promo"] });

        table.Series[0].Target.ShouldBe([5.0, 6]);
        ((NumberColumn)table.Series[0].Covariate("promo").Past!).ShouldBe([0.0, 1]);
        ((NumberColumn)table.Series[0].Covariate("promo").Future!).ShouldBe([0.0, 1]);
        table.Series[0].FutureTimes!.Select(stamp => stamp.ToString()).ShouldBe(["2024-01-03", "2024-01-04"]);
    }

    [Fact]
    public void A_covariate_of_texts_is_places_in_a_list_of_them()
    {
        TableContent table = TableTesting.Read(
            "date,sales,promo,open\n2024-01-01,5,flyer,true\n2024-01-02,6, none,false\n2024-01-03,7,,true\n2024-01-04,,none,NA\n",
            new TableOptions { FutureCovariates = ["promo"], Covariates = ["open"] });

        TimeSeries series = table.Series[0];
        series.Covariate("promo").Past.Texts().ShouldBe(["flyer", "none", null]);
        series.Covariate("open").Past.Texts().ShouldBe(["true", "false", "true"]);
        series.Covariate("promo").Future.Texts().ShouldBe(["none"]);
        table.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_rows_of_a_series_keep_the_tables_order_and_lines()
    {
        TableContent table = TableTesting.Read("# made by hand\n\nid,ds,y\nb,2024-01-02,2\na,2024-01-01,1\n\nb,2024-01-01,3\n");

        table.Series[0].Target.ShouldBe([2.0, 3]);
        table.Rows[0].ShouldBe([4, 7]);
    }

    [Fact]
    public void The_air_passengers_are_one_monthly_series()
    {
        TableContent table = TableTesting.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "examples", "air-passengers.csv")));
        TimeSeries series = SeriesRepair.Repair(table.Series.ShouldHaveSingleItem(), horizon: 1).Series;

        table.Roles.ToString().ShouldBe("time: month (1949-01-01 … 1960-12-01), target: passengers, id: none, freq: auto");
        table.Warnings.ShouldBeEmpty();
        series.Frequency!.Name.ShouldBe("MS");
        series.Target.Length.ShouldBe(144);
        series.Target.Values[^1].ShouldBe(432);
    }
}
