using System.Globalization;
using Tollama.Core.Series;

namespace Tollama.Data.Tests.Tables;

/// <summary>Tables whose parts of the time have no name, and those that mix years and months in one column.</summary>
public sealed class UncalledPartTests
{
    [Theory]
    [InlineData("Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember", "2019-01")]
    [InlineData("Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec", "2019-01")]
    [InlineData("Q1,Q2,Q3,Q4", "2019Q1")]
    public void A_year_and_the_name_of_its_part(string names, string first)
    {
        string[] parts = names.Split(',');
        string rows = string.Concat(Enumerable.Range(0, 3 * parts.Length).Select(row => $"{2019 + (row / parts.Length)};{parts[row % parts.Length]};{row},3\n"));

        TimeSeries series = TableTesting.Read(rows).Series.ShouldHaveSingleItem();

        series.Stamps()[0].ShouldBe(first);
        series.Target.ShouldBe([.. Enumerable.Range(0, 3 * parts.Length).Select(row => row + 0.3)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_day_and_its_hours(int first)
    {
        string rows = string.Concat(Enumerable.Range(0, 96).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"2024-01-{1 + (row / 24):00},{first + (row % 24)},{row}.5\n")));

        TimeSeries series = TableTesting.Read(rows).Series.ShouldHaveSingleItem();

        series.Times![0].Local.ShouldBe(new DateTime(2024, 1, 1, first, 0, 0));
        series.Target.ShouldBe([.. Enumerable.Range(0, 96).Select(row => row + 0.5)]);
    }

    [Theory]
    [InlineData("Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec")]
    [InlineData("Qtr1,Qtr2,Qtr3,Qtr4")]
    public void A_column_of_years_with_their_parts_below_is_refused(string names)
    {
        string rows = string.Concat(Enumerable.Range(2022, 2).Select(year => $"{year},1266\n{string.Concat(names.Split(',').Select(name => $"{name},100\n"))}"));

        TableTesting.Refuse($"Row Labels,Sum of Sales\n{rows}Grand Total,2532\n").Message.ShouldContain("Column 'Row Labels' holds years ('2022') and, below each of them, its parts");
    }
}
