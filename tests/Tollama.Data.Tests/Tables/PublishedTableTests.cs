using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Tables as offices and exchanges publish them.</summary>
public sealed class PublishedTableTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_thirteenth_month_is_an_average(bool hasLabel)
    {
        string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Annual"];
        string header = hasLabel ? "Series ID,Year,Period,Label,Value\n" : "Year,Period,Value\n";
        TableContent table = TableTesting.Read(header + string.Concat(Enumerable.Range(2019, 3).SelectMany(year => Enumerable.Range(1, 13).Select(
            month => (hasLabel ? $"LNS14000000,{year},M{month:00},{year} {months[month - 1]}," : $"{year},M{month:00},") + $"{month}.5\n"))));

        table.Series.Count.ShouldBe(1);
        table.Series[0].Length.ShouldBe(36);
        table.Series[0].Stamps()[12].ShouldBe("2020-01");
        table.Warnings.ShouldContain(warning => warning.Contains("3 rows", StringComparison.Ordinal) && warning.Contains("left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("quarter", "{1}/{0}")]
    [InlineData("Quartal", "{1}-{0}")]
    [InlineData("Quarter", "{1}.{0}")]
    [InlineData("quarter", "{0}/{1}")]
    [InlineData("quarter", "0{1}/{0}")]
    public void Numbers_up_to_four_beside_a_year_are_quarters_in_a_column_called_so(string name, string format)
    {
        TableContent table = TableTesting.Read($"{name},value\n" + string.Concat(Enumerable.Range(0, 12).Select(
            row => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, 2020 + (row / 4), 1 + (row % 4)) + $",{row}.5\n")));

        table.Series[0].Length.ShouldBe(12);
        table.Series[0].Stamps()[4].ShouldBe("2021Q1");
        table.Series[0].Stamps()[1].ShouldBe("2020Q2");
    }

    [Theory]
    [InlineData("Grand Total", true)]
    [InlineData("Total:", true)]
    [InlineData("r99", false)]
    public void A_last_row_of_totals_without_a_time_is_left_out(string last, bool isTotal)
    {
        TableContent table = TableTesting.Read("name,v\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"r{row},{row * 7 % 11}.5\n")) + $"{last},12345\n");

        table.Series.Count.ShouldBe(1);
        table.Series[0].Length.ShouldBe(isTotal ? 20 : 21);
        table.Warnings.Any(warning => warning.Contains("1 row with sums of others", StringComparison.Ordinal)).ShouldBe(isTotal);
    }

    [Fact]
    public void The_close_of_an_exchange_is_forecast()
    {
        TableContent table = TableTesting.Read("Date,Close/Last,Volume,Open,High,Low\n" + string.Concat(Enumerable.Range(1, 20).Select(day => $"01/{day:00}/2024,$1{day}.5,{day * 1000},$1{day}.1,$1{day}.9,$1{day}.0\n")));

        table.Roles.TargetColumns.ShouldBe(["Close/Last"]);
    }

    [Fact]
    public void Whole_numbers_of_JSON_are_one_id_with_and_without_a_fraction_of_zero()
    {
        TableContent table = TableTesting.Read(
            "[" + string.Join(',', Enumerable.Range(1, 10).SelectMany(day => new[] { day % 2 == 0 ? "1" : "1.0", day % 3 == 0 ? "20.00" : "20" }.Select(
                store => $$"""{"store":{{store}},"date":"2024-01-{{day:00}}","sales":{{day}}.50}"""))) + "]");

        table.Ids().ShouldBe(["1", "20"]);
        table.Series[0].Length.ShouldBe(10);
    }
}
