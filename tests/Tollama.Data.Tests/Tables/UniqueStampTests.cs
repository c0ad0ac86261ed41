using Tollama.Core.Requests;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Where no time stamp repeats, a column that is called like an id names series only if the rows make none together.</summary>
public sealed class UniqueStampTests
{
    [Theory]
    [InlineData("region", "N S E")]
    [InlineData("item", "N S E")]
    [InlineData("store", "1 2 3")]
    [InlineData("name", "x y")]
    public void A_column_that_takes_turns_is_no_id(string name, string values)
    {
        string[] texts = values.Split(' ');
        TableContent table = TableTesting.Read(Daily(name, 60, day => texts[day % texts.Length]));

        table.Ids().ShouldBe(["sales"]);
        table.Series[0].Length.ShouldBe(60);
        table.Warnings.ShouldContain($"all rows are one series, since column '{name}' is not needed to tell time stamps apart; if it names series, say id={name}");
        table.Roles.Ignored.ShouldBe([name]);
    }

    [Fact]
    public void A_column_in_no_order_is_no_id()
    {
        Random random = new(3);
        TableContent table = TableTesting.Read(Daily("region", 60, _ => "NSE"[random.Next(3)].ToString()));

        table.Ids().ShouldBe(["sales"]);
    }

    [Fact]
    public void A_value_that_comes_back_describes_the_rows() =>
        TableTesting.Read(Daily("region", 60, day => day is > 20 and < 40 ? "S" : "N")).Ids().ShouldBe(["sales"]);

    [Fact]
    public void Gaps_do_not_make_a_column_an_id() =>
        TableTesting.Read(Daily("region", 60, day => day % 2 == 0 ? "S" : "N", leftOut: day => day is 7 or 8 or 30)).Ids().ShouldBe(["sales"]);

    [Fact]
    public void A_few_repeated_stamps_do_not_make_a_column_an_id()
    {
        TableContent table = TableTesting.Read(Daily("region", 60, day => "NSE"[day % 3].ToString()) + $"{Day(12)},X,5\n");

        table.Ids().ShouldBe(["sales"]);
        Should.Throw<Core.Errors.TollamaException>(() => new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(table, TestContext.Current.CancellationToken))
            .Message.ShouldContain("1 row repeats a time stamp");
    }

    [Fact]
    public void A_column_that_is_often_empty_is_no_id() => TableTesting.Read(Daily("region", 60, day => day % 3 == 0 ? "N" : "")).Series[0].Length.ShouldBe(60);

    [Fact]
    public void Some_repeated_stamps_do_not_make_a_column_an_id_whose_series_would_be_full_of_gaps()
    {
        Random random = new(4);
        string rows = string.Concat(Enumerable.Range(0, 60).SelectMany(day => Enumerable.Range(0, day % 8 == 0 ? 2 : 1).Select(row => $"{Day(day)},{"NSE"[(random.Next(3) + row) % 3]},{100 + (day % 7)}\n")));
        TableContent table = TableTesting.Read("date,region,sales\n" + rows);

        table.Ids().ShouldBe(["sales"]);
        table.Warnings.ShouldContain(warning => warning.Contains("if they are series, say id=region", StringComparison.Ordinal));
    }

    [Fact]
    public void Sales_of_shops_with_several_rows_a_day_are_not_added_up_over_the_shops()
    {
        Random random = new(5);
        string rows = string.Concat(Enumerable.Range(0, 30).SelectMany(day => Enumerable.Range(0, 20).Select(row => $"{Day(day)},{(row % 2 == 0 ? "A" : "B")},{random.Next(100)}\n")));

        TableTesting.Read("date,store,sales\n" + rows, reading: new TableReading { MergesRepeats = true }).Ids().ShouldBe(["A", "B"]);
        TableTesting.Read("date,store,sales\n" + rows).Ids().ShouldBe(["A", "B"]);
    }

    [Fact]
    public void A_single_value_is_the_name_of_the_series() => TableTesting.Read(Daily("region", 30, _ => "N")).Ids().ShouldBe(["N"]);

    [Fact]
    public void Series_of_different_years_are_told_apart_and_that_is_said()
    {
        TableContent table = TableTesting.Read(Daily("store", 400, day => day < 30 ? "A" : "B", leftOut: day => day is >= 30 and < 365));

        table.Ids().ShouldBe(["A", "B"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain("the series of column 'store' were observed at different times; if all rows are one series, say covariates=store");
    }

    [Fact]
    public void Series_that_overlap_by_a_few_rows_are_told_apart()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(day => $"{Day(day)},A,{day}\n")) + string.Concat(Enumerable.Range(38, 40).Select(day => $"{Day(day)},B,{day}\n"));

        TableTesting.Read("date,store,sales\n" + rows).Ids().ShouldBe(["A", "B"]);
    }

    [Fact]
    public void A_value_that_follows_another_without_a_gap_may_be_both()
    {
        Core.Errors.TollamaException error = TableTesting.Refuse(Daily("store", 60, day => day < 30 ? "A" : "B"));

        error.Message.ShouldContain("column 'store' changes from 'A' to 'B' at 2024-01-31");
        error.Hint!.ShouldContain("id=store");
        error.Hint!.ShouldContain("covariates=store");
        TableTesting.Read(Daily("store", 60, day => day < 30 ? "A" : "B"), new TableOptions { Covariates = ["store"] }).Ids().ShouldBe(["sales"]);
        TableTesting.Read(Daily("store", 60, day => day < 30 ? "A" : "B"), new TableOptions { IdColumns = ["store"] }).Ids().ShouldBe(["A", "B"]);
    }

    [Theory]
    [InlineData("unique_id")]
    [InlineData("item_id")]
    public void Names_that_programs_require_mean_series(string name) =>
        TableTesting.Read(Daily(name, 60, day => day < 30 ? "A" : "B")).Ids().ShouldBe(["A", "B"]);

    [Fact]
    public void A_voucher_number_is_no_id()
    {
        string rows = string.Concat(Enumerable.Range(0, 120).Select(row => $"{Day(row / 4)},{1000 + (row / 2)},{row}.5\n"));

        TableTesting.Read("date,order_no,amount\n" + rows).Roles.IdColumns.ShouldBeEmpty();
        TableTesting.Read("date,order,amount\n" + rows.Replace(",1", ",A1")).Roles.IdColumns.ShouldBeEmpty();
    }

    [Fact]
    public void Ids_of_numbers_are_found_in_sparse_tables_and_whatever_repeats_mean()
    {
        string rows = string.Concat(Enumerable.Range(0, 90).SelectMany(day => Enumerable.Range(0, 40).Where(pair => ((pair * pair) + (3 * day)) % 7 == 0)
            .Select(pair => $"{Day(day)},{day / 30},{2 + pair % 5},{30 + pair / 5},9.5,{pair + day}\n")));
        string table = "date,date_block_num,shop_id,item_id,item_price,item_cnt_day\n" + rows;

        TableTesting.Read(table).Roles.IdColumns.ShouldBe(["shop_id", "item_id"]);
        TableTesting.Read(table, reading: new TableReading { MergesRepeats = true }).Roles.IdColumns.ShouldBe(["shop_id", "item_id"]);
    }

    private static string Daily(string name, int count, Func<int, string> id, Func<int, bool>? leftOut = null) =>
        $"date,{name},sales\n" + string.Concat(Enumerable.Range(0, count).Where(day => leftOut?.Invoke(day) != true).Select(day => $"{Day(day)},{id(day)},{100 + (day % 7)}\n"));

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
