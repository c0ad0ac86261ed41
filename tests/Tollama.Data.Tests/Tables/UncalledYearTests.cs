using System.Globalization;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Years by months whose corner says something else, and their last year that is not over.</summary>
public sealed class UncalledYearTests
{
    private const string Short = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec";
    private const string Long = "January,February,March,April,May,June,July,August,September,October,November,December";
    private const string Numbers = "1,2,3,4,5,6,7,8,9,10,11,12";
    private const string Marked = "M1,M2,M3,M4,M5,M6,M7,M8,M9,M10,M11,M12";

    [Theory]
    [InlineData("", Short)]
    [InlineData("Unnamed: 0", Short)]
    [InlineData("index", Long)]
    [InlineData("Row Labels", Short)]
    [InlineData("Years", Short)]
    [InlineData("Jahre", Numbers)]
    [InlineData("Month", Short)]
    [InlineData("Month", Numbers)]
    [InlineData("Year/Month", Short)]
    [InlineData("date", Short)]
    [InlineData("date", Numbers)]
    [InlineData("Sales", Short)]
    [InlineData("Year", Marked)]
    [InlineData("", Marked)]
    public void Twelve_months_beside_years_are_one_series(string corner, string months)
    {
        TableContent table = TableTesting.Read($"{corner},{months}\n{Rows(12, 2018, 5)}");

        TimeSeries series = table.Series.ShouldHaveSingleItem();
        series.Stamps()[0].ShouldBe("2018-01");
        series.Stamps()[^1].ShouldBe("2022-12");
        series.Target.ShouldBe([.. Enumerable.Range(1, 60).Select(value => (double)value)]);
        table.Warnings.ShouldContain(warning => warning.StartsWith("the header holds times", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Qtr1,Qtr2,Qtr3,Qtr4")]
    [InlineData("", "Q1,Q2,Q3,Q4")]
    [InlineData("Quarter", "1,2,3,4")]
    public void Four_quarters_beside_years_are_one_series(string corner, string quarters)
    {
        TimeSeries series = TableTesting.Read($"{corner},{quarters}\n{Rows(4, 1990, 6)}").Series.ShouldHaveSingleItem();

        series.Stamps()[0].ShouldBe("1990Q1");
        series.Target.ShouldBe([.. Enumerable.Range(1, 24).Select(value => (double)value)]);
    }

    [Theory]
    [InlineData("Row Labels")]
    [InlineData("")]
    public void Months_as_rows_with_years_as_columns_are_one_series(string corner)
    {
        string rows = string.Concat(Short.Split(',').Select((month, place) => $"{month}{string.Concat(Enumerable.Range(0, 6).Select(year => $",{(12 * year) + place + 1}"))}\n"));

        TimeSeries series = TableTesting.Read($"{corner},2018,2019,2020,2021,2022,2023\n{rows}").Series.ShouldHaveSingleItem();

        InOrder(series).ShouldBe(Enumerable.Range(1, 72).Select(value => (double)value));
        series.Times!.Min().ToString().ShouldBe("2018-01");
    }

    [Theory]
    [InlineData("Year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec\n2024,25,26,27,28,29,,,,,,,\n2023,13,14,15,16,17,18,19,20,21,22,23,24\n2022,1,2,3,4,5,6,7,8,9,10,11,12\n", "2022-01", "2024-05", 29)]
    [InlineData("Year,Q1,Q2,Q3,Q4\n2024,9,10,,\n2023,5,6,7,8\n2022,1,2,3,4\n", "2022Q1", "2024Q2", 10)]
    [InlineData("Month,2022,2023,2024\nJan,1,13,25\nFeb,2,14,26\nMar,3,15,27\nApr,4,16,28\nMay,5,17,29\nJun,6,18,\nJul,7,19,\nAug,8,20,\nSep,9,21,\nOct,10,22,\nNov,11,23,\nDec,12,24,\n", "2022-01", "2024-05", 29)]
    [InlineData("Quarter,2022,2023,2024\nQ1,1,5,9\nQ2,2,6,10\nQ3,3,7,\nQ4,4,8,\n", "2022Q1", "2024Q2", 10)]
    public void A_year_that_is_not_over_ends_with_its_last_value(string text, string first, string last, int count)
    {
        TimeSeries series = TableTesting.Read(text).Series.ShouldHaveSingleItem();

        series.Times!.Min().ToString().ShouldBe(first);
        series.Times!.Max().ToString().ShouldBe(last);
        InOrder(series).ShouldBe(Enumerable.Range(1, count).Select(value => (double)value));
    }

    [Fact]
    public void Each_store_ends_with_its_own_last_value()
    {
        TableContent table = TableTesting.Read("store,Year,Q1,Q2,Q3,Q4\na,2024,9,,,\na,2023,5,6,7,8\nb,2024,9,10,11,\nb,2023,5,6,7,8\n");

        table.Ids().ShouldBe(["a", "b"]);
        table.Series.Select(series => series.Times!.Max().ToString()).ShouldBe(["2024Q1", "2024Q3"]);
        InOrder(table.Series[0]).ShouldBe([5.0, 6, 7, 8, 9]);
    }

    [Fact]
    public void A_day_that_is_not_over_ends_with_its_last_hour()
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(hour => $"{hour},{hour + 1},{(hour < 7 ? (hour + 25).ToString(CultureInfo.InvariantCulture) : "")}\n"));

        TimeSeries series = TableTesting.Read($"Hour,2024-01-01,2024-01-02\n{rows}").Series.ShouldHaveSingleItem();

        InOrder(series).ShouldBe(Enumerable.Range(1, 31).Select(value => (double)value));
    }

    [Theory]
    [InlineData("Year," + Numbers)]
    [InlineData("Year," + Short)]
    public void A_last_row_of_totals_takes_no_header(string header)
    {
        string rows = Rows(12, 2020, 3) + "Total" + string.Concat(Enumerable.Range(1, 12).Select(month => $",{(3 * month) + 36}")) + "\n";

        TimeSeries series = TableTesting.Read($"{header}\n{rows}").Series.ShouldHaveSingleItem();

        series.Target.ShouldBe([.. Enumerable.Range(1, 36).Select(value => (double)value)]);
    }

    private static string Rows(int parts, int first, int years) => string.Concat(Enumerable.Range(0, years).Select(
        year => $"{first + year}{string.Concat(Enumerable.Range(1, parts).Select(part => $",{(year * parts) + part}"))}\n"));

    private static IEnumerable<double> InOrder(TimeSeries series) => series.Times!.Index().OrderBy(pair => pair.Item).Select(pair => series.Target.Values[pair.Index]);
}
