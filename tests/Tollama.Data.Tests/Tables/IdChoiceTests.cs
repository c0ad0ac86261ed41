using System.Globalization;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>The columns that tell rows with one time stamp apart are the id, whatever they are called.</summary>
public sealed class IdChoiceTests
{
    [Theory]
    [InlineData("part_no")]
    [InlineData("article_no")]
    [InlineData("plz")]
    [InlineData("ean")]
    [InlineData("customer")]
    [InlineData("Dept")]
    [InlineData("code")]
    [InlineData("material")]
    [InlineData("plant")]
    [InlineData("StoreNumber")]
    [InlineData("whatever")]
    public void A_column_of_whole_numbers_is_an_id_when_stamps_repeat(string name)
    {
        TableContent table = TableTesting.Read(Panel($"{name},date,sales", (id, day) => $"{1000 + id},{Day(day)},{(10 * id) + day}"));

        table.Roles.IdColumns.ShouldBe([name]);
        table.Ids().ShouldBe(["1000", "1001", "1002"]);
        table.Series[1].Length.ShouldBe(12);
    }

    [Fact]
    public void Numbers_before_the_values_are_the_id_when_no_name_tells()
    {
        TableContent table = TableTesting.Read(Panel("a,b,c", (id, day) => $"{id},{Day(day)},{(10 * id) + day}.5"));

        table.Roles.IdColumns.ShouldBe(["a"]);
        table.Roles.TargetColumns.ShouldBe(["c"]);
    }

    /// <summary>Two programs wrote the series, each in its own way: a day is one day however it is written.</summary>
    [Theory]
    [InlineData("dd.MM.yyyy", "d.M.yyyy", "id")]
    [InlineData("yyyy-MM-dd", "yyyy-MM-dd 00:00:00", "id")]
    [InlineData("yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "whatever")]
    public void Series_that_write_the_same_days_differently_are_told_apart(string first, string second, string name)
    {
        string Rows(string id, string form, int value) => string.Concat(Enumerable.Range(0, 40)
            .Select(day => $"{id},{new DateTime(2024, 1, 1).AddDays(day).ToString(form, CultureInfo.InvariantCulture)},{value + day}\n"));
        TableContent table = TableTesting.Read($"{name},date,y\n{Rows("A", first, 0)}{Rows("B", second, 500)}");

        table.Roles.IdColumns.ShouldBe([name]);
        table.Ids().ShouldBe(["A", "B"]);
        table.Series.Select(series => series.Length).ShouldBe([40, 40]);
        table.Series[1].Target.First().ShouldBe(500);
    }

    [Fact]
    public void Several_columns_together_are_the_id_in_their_order()
    {
        TableContent table = TableTesting.Read(
            "Store,Dept,Date,Weekly_Sales,IsHoliday\n" + string.Concat(Enumerable.Range(0, 10).SelectMany(week => Enumerable.Range(1, 2).SelectMany(
                store => Enumerable.Range(1, 3).Select(dept => $"{store},{dept},{Day(7 * week)},{(100 * store) + dept + week}.5,FALSE\n")))));

        table.Roles.IdColumns.ShouldBe(["Store", "Dept"]);
        table.Ids().ShouldBe(["1/1", "1/2", "1/3", "2/1", "2/2", "2/3"]);
        table.Roles.TargetColumns.ShouldBe(["Weekly_Sales"]);
    }

    [Fact]
    public void Columns_that_follow_from_the_id_are_not_needed()
    {
        TableContent table = TableTesting.Read(Panel("country,region,sku,name,date,sales", (id, day) => $"DE,{(id < 2 ? "north" : "south")},{1000 + id},part {id},{Day(day)},{id + day}"));

        table.Roles.IdColumns.ShouldBe(["sku"]);
    }

    [Fact]
    public void An_id_that_is_different_in_every_row_is_a_row_number()
    {
        int row = 0;
        TableContent table = TableTesting.Read(Panel("id,shop_id,date,sales", (id, day) => $"{++row},{id},{Day(day)},{id + day}"));

        table.Roles.IdColumns.ShouldBe(["shop_id"]);
        table.Series.Count.ShouldBe(3);
    }

    [Fact]
    public void Measures_that_happen_to_tell_rows_apart_are_no_ids()
    {
        TableContent table = TableTesting.Read("date,qty,amount\n2024-01-01,1,17\n2024-01-01,3,40\n2024-01-02,2,25\n2024-01-02,4,60\n2024-01-03,1,20\n2024-01-03,2,31\n");

        table.Roles.IdColumns.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_that_are_the_same_in_every_column_count_once()
    {
        TableContent table = TableTesting.Read("date,sales,note\n2024-01-01,1,a\n2024-01-02,2,b\n2024-01-02,2,b\n2024-01-03,3,c\n");

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([1.0, 2, 3]);
        table.Warnings.ShouldContain("1 row is the same as an earlier one in every column and was left out (first: line 4)");
    }

    [Fact]
    public void Rows_that_differ_in_an_unused_column_are_not_the_same()
    {
        TableContent table = TableTesting.Read("date,sales,clerk\n2024-01-01,1,a\n2024-01-02,2,b\n2024-01-02,2,c\n2024-01-03,3,d\n2024-01-04,3,d\n");

        table.Series.ShouldHaveSingleItem().Length.ShouldBe(5);
    }

    [Fact]
    public void A_strict_request_is_told_of_rows_written_twice() =>
        TableTesting.Read("date,sales\n2024-01-01,1\n2024-01-01,1\n2024-01-02,2\n", new TableOptions(), new TableReading { Strict = true }).Series[0].Length.ShouldBe(3);

    private static string Panel(string header, Func<int, int, string> row) =>
        header + "\n" + string.Concat(Enumerable.Range(0, 12).SelectMany(day => Enumerable.Range(0, 3).Select(id => row(id, day) + "\n")));

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
