using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Numbers that count the rows, or are codes, are no series.</summary>
public sealed class TargetChoiceTests
{
    [Theory]
    [InlineData("date,nr,north,south", "counts", "nr")]
    [InlineData("date,foo,north,south", "counts", "foo")]
    [InlineData("date,foo,north,south", "zero", "foo")]
    [InlineData("date,plz,north,south", "constant", "plz")]
    [InlineData("date,plz,north,south", "codes", "plz")]
    [InlineData("date,phone,north,south", "codes", "phone")]
    [InlineData("date,dept,north,south", "constant", "dept")]
    public void A_column_that_is_no_series_is_passed_over_with_a_warning(string header, string kind, string name)
    {
        TableContent table = TableTesting.Read(Rows(header, 30, day => $"{Day(day)},{Cell(kind, day)},{day % 7}.5,{day % 5}.5"));

        table.Ids().ShouldBe(["north", "south"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain($"is not forecast; if it should be, say target={name}");
        TableTesting.Read(Rows(header, 30, day => $"{Day(day)},{Cell(kind, day)},{day % 7}.5,{day % 5}.5"), new TableOptions { TargetColumns = [name] }).Ids().ShouldBe([name]);
    }

    [Theory]
    [InlineData("year")]
    [InlineData("month")]
    [InlineData("weekday")]
    [InlineData("DayOfWeek")]
    [InlineData("hour")]
    public void A_part_of_the_time_is_no_series(string name)
    {
        TableContent table = TableTesting.Read(Rows($"stamp,{name},north,south", 60, day => $"{Day(day)},{(name == "year" ? 2024 : 1 + (day % 7))},{day % 7}.5,{day % 5}.5"), new TableOptions { TimeColumns = ["stamp"] });

        table.Ids().ShouldBe(["north", "south"]);
        table.Warnings.ShouldHaveSingleItem().ShouldBe($"the column '{name}' was not used");
    }

    [Fact]
    public void What_describes_a_series_is_not_forecast()
    {
        TableContent table = TableTesting.Read("Country/Region,Lat,Long,Date,Confirmed\n" + string.Concat(Enumerable.Range(0, 20).SelectMany(
            day => new[] { "A,1.5,2.5", "B,3.5,4.5" }.Select(place => $"{place},{Day(day)},{day * day}\n"))));

        table.Roles.TargetColumns.ShouldBe(["Confirmed"]);
        table.Warnings.ShouldContain("column 'Lat' never changes within a series and is not forecast; if it should be, say target=Lat");
    }

    [Fact]
    public void Several_columns_without_a_name_are_told() =>
        TableTesting.Read(Rows(null, 30, day => $"{day * 7919 % 99_999},{day % 7}.5")).Warnings.ShouldContain(warning => warning.Contains("each of the 2 columns of numbers is forecast", StringComparison.Ordinal));

    [Fact]
    public void A_value_that_never_changes_is_told()
    {
        TableContent table = TableTesting.Read(Rows("date,shop 1,shop 2,shop 3", 30, day => $"{Day(day)},0,{day % 7}.5,3"));

        table.Ids().ShouldBe(["shop 1", "shop 2", "shop 3"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain("shop 1, shop 3 have the same value in every row");
    }

    [Fact]
    public void All_columns_that_count_are_series() =>
        TableTesting.Read(Rows("date,north,south", 30, day => $"{Day(day)},{day},{day + 100}")).Ids().ShouldBe(["north", "south"]);

    [Fact]
    public void Codes_alone_are_refused() =>
        TableTesting.Refuse(Rows("date,phone", 30, day => $"{Day(day)},{Cell("codes", day)}")).Hint!.ShouldContain("target=phone");

    [Theory]
    [InlineData("counts")]
    [InlineData("zero")]
    [InlineData("constant")]
    public void Without_a_header_row_numbers_and_ids_are_no_series(string kind)
    {
        TableTesting.Read(Rows(null, 30, day => $"{Cell(kind, day)},{day % 7}.5")).Ids().ShouldBe(["column2"]);
        TableTesting.Read(Rows(null, 30, day => $"{Cell(kind, day)},{Day(day)},{day % 7}.5")).Ids().ShouldBe(["column3"]);
    }

    [Fact]
    public void Years_that_are_not_the_time_column_are_told()
    {
        TableContent table = TableTesting.Read(Rows(null, 30, day => $"{day % 7}.5,{1990 + day}"));

        table.Ids().ShouldBe(["column1"]);
        table.Warnings.ShouldContain(warning => warning.Contains("'column2' holds years (time=column2", StringComparison.Ordinal));
    }

    [Fact]
    public void Units_that_count_their_cycles_are_series_of_one_target()
    {
        TableContent table = TableTesting.Read("unit_nr,time_step,s_1,s_2\n" + string.Concat(Enumerable.Range(1, 3).SelectMany(
            unit => Enumerable.Range(1, 20 + (5 * unit)).Select(cycle => $"{unit},{cycle},{unit}{cycle % 7}.5,2388\n"))));

        table.Roles.IdColumns.ShouldBe(["unit_nr"]);
        table.Series.Select(series => series.Length).ShouldBe([25, 30, 35]);
        table.Roles.TargetColumns.ShouldBe(["s_1"]);
    }

    [Fact]
    public void Units_without_a_name_are_series_too()
    {
        TableContent table = TableTesting.Read(string.Concat(Enumerable.Range(1, 3).SelectMany(
            unit => Enumerable.Range(1, 20).Select(cycle => $"{unit},{cycle},{unit}{cycle % 7}.5\n"))));

        table.Roles.IdColumns.ShouldBe(["column1"]);
        table.Roles.TargetColumns.ShouldBe(["column3"]);
        table.Series.Select(series => series.Length).ShouldBe([20, 20, 20]);
    }

    [Fact]
    public void Ids_of_a_table_without_times_are_those_by_which_it_is_sorted()
    {
        TableTesting.Read(Rows("store,dept,sold", 40, row => $"{row / 20},{row / 10 % 2},{row % 7}.5")).Roles.IdColumns.ShouldBe(["store", "dept"]);
        TableTesting.Read(Rows("store,product,sold", 40, row => $"s{row / 20},p{row / 10 % 2},{row % 7}.5")).Roles.IdColumns.ShouldBe(["store", "product"]);
        TableTesting.Read(Rows("sold,remark", 40, row => $"{row % 7}.5,{(row * 7 % 5 > 2 ? "ok" : "check")}")).Ids().ShouldBe(["sold"]);
        TableTesting.Read(Rows("sold,remark", 40, row => $"{row % 7}.5,{(row < 20 ? "old" : "new")}")).Warnings.ShouldContain(warning => warning.Contains("sorted by column 'remark'", StringComparison.Ordinal));
    }

    private static string Cell(string kind, int day) => kind switch
    {
        "counts" => $"{day + 1}",
        "zero" => $"{day}",
        "constant" => "80331",
        _ => $"{4989100000 + (day * 7919 % 99_999)}",
    };

    private static string Rows(string? header, int count, Func<int, string> row) => (header is null ? "" : header + "\n") + string.Concat(Enumerable.Range(0, count).Select(day => row(day) + "\n"));

    private static string Day(int day) => new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
