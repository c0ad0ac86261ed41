using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;

namespace Tollama.Data.Tests.Tables;

/// <summary>Years of all kinds beside months, quarters, halves and periods: one series, in order.</summary>
public sealed class YearPartTests
{
    private static readonly string[] Names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static TheoryData<string, int, Func<int, string>, string, string> Tables { get; } = new()
    {
        { "FY,Month", 36, row => $"{2020 + (row / 12)},{(row % 12) + 1}", "2020-01", "2022-12" },
        { "FY,Month", 36, row => $"FY{20 + (row / 12)},{(row % 12) + 1}", "2020-01", "2022-12" },
        { "Fiscal Year,Month", 36, row => $"FY{2020 + (row / 12)},{Names[row % 12]}", "2020-01", "2022-12" },
        { "FY,Period", 36, row => $"FY{20 + (row / 12)},P{(row % 12) + 1:00}", "2020-01", "2022-12" },
        { "FY,Month", 36, row => $"{2019 + (row / 12)}/{20 + (row / 12)},{Names[(row + 3) % 12]}", "2019-04", "2022-03" },
        { "FY,Month", 36, row => $"{2021 - (row / 12)}/{22 - (row / 12)},{Names[(47 - row + 3) % 12]}", "2019-04", "2022-03" },
        { "Season,Month", 36, row => $"{2019 + (row / 12)}/{20 + (row / 12)},{Names[(row + 7) % 12]}", "2019-08", "2022-07" },
        { "FY,Quarter", 28, row => $"FY{20 + (row / 4)},Q{(row % 4) + 1}", "2020Q1", "2026Q4" },
        { "FY,Quarter", 28, row => $"{2012 + (row / 4)},Q{(row % 4) + 1}", "2012Q1", "2018Q4" },
        { "FY,Qtr", 28, row => $"{2012 + (row / 4)},{(row % 4) + 1}", "2012Q1", "2018Q4" },
        { "Year,Half", 30, row => $"{2005 + (row / 2)},H{(row % 2) + 1}", "2005-01", "2019-07" },
        { "Year,Semester", 30, row => $"{2005 + (row / 2)},{(row % 2) + 1}", "2005-01", "2019-07" },
        { "Year,Period", 36, row => $"{2020 + (row / 12)},P{(row % 12) + 1:00}", "2020-01", "2022-12" },
        { "Year,Period", 36, row => $"{2020 + (row / 12)},{(row % 12) + 1}", "2020-01", "2022-12" },
        { "Year,Period", 28, row => $"{2020 + (row / 4)},{(row % 4) + 1}", "2020Q1", "2026Q4" },
        { "Year,Month", 36, row => $"{8 + (row / 12):00},{(row % 12) + 1}", "2008-01", "2010-12" },
        { "Year,Month", 36, row => $"'{20 + (row / 12)},{Names[row % 12]}", "2020-01", "2022-12" },
        { "YY,Quarter", 28, row => $"{97 + (row / 4) - (row / 4 > 2 ? 100 : 0):00},Q{(row % 4) + 1}", "1997Q1", "2003Q4" },
        { "YY,WW", 52, row => $"21,{row + 1}", "2021-W01", "2021-W52" },
        { "YEAR_ID,MONTH_ID", 36, row => $"{2020 + (row / 12)},{(row % 12) + 1}", "2020-01", "2022-12" },
        { "order year,order month", 36, row => $"{2020 + (row / 12)},{Names[row % 12]}", "2020-01", "2022-12" },
        { "a,b", 36, row => $"{2020 + (row / 12)},{(row % 12) + 1}", "2020-01", "2022-12" },
        { "Year,Day", 365, row => $"2021,{row + 1}", "2021-01-01", "2021-12-31" },
        { "Year,Week,Weekday", 364, row => $"2021,{(row / 7) + 1},{"Mon Tue Wed Thu Fri Sat Sun".Split(' ')[row % 7]}", "2021-01-04", "2022-01-02" },
        { "iso_year,iso_week,iso_weekday", 364, row => $"2021,{(row / 7) + 1},{(row % 7) + 1}", "2021-01-04", "2022-01-02" },
        { "Jahr,KW,Wochentag", 364, row => $"2021,{(row / 7) + 1},{"Mo Di Mi Do Fr Sa So".Split(' ')[row % 7]}", "2021-01-04", "2022-01-02" },
        { "year,week,day", 364, row => $"2021,{(row / 7) + 1},{(row % 7) + 1}", "2021-01-04", "2022-01-02" },
    };

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void A_year_and_its_part_are_one_series(string header, int count, Func<int, string> row, string first, string last)
    {
        bool falls = header == "FY,Month" && row(0).StartsWith("2021", StringComparison.Ordinal);
        string rows = string.Concat(Enumerable.Range(0, count).Select(place => $"{row(place)},{(falls ? count - place : place + 1)}.5\n"));

        TimeSeries series = Repair($"{header},Sales\n{rows}").Series.ShouldHaveSingleItem();

        series.Times![0].ToString().ShouldBe(first);
        series.Times[^1].ToString().ShouldBe(last);
        series.Target.Values.ShouldBe(Enumerable.Range(1, count).Select(value => value + 0.5).ToArray());
    }

    [Fact]
    public void Years_and_months_without_a_header_are_one_series()
    {
        string rows = string.Concat(Enumerable.Range(0, 36).Select(row => $"{2020 + (row / 12)},{(row % 12) + 1},{row}.5\n"));

        TimeSeries series = Repair(rows).Series.ShouldHaveSingleItem();

        series.Times![^1].ToString().ShouldBe("2022-12");
        series.Target.Values[^1].ShouldBe(35.5);
    }

    [Fact]
    public void Years_and_halves_of_several_series_stay_apart()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{"ab"[row / 20]},{2005 + (row % 20 / 2)},{(row % 2) + 1},{row}.5\n"));

        Panel panel = Repair("store,Year,Half,Sales\n" + rows);

        panel.Series.Select(series => series.Id).ShouldBe(["a", "b"]);
        panel.Series[1].Target.Values[0].ShouldBe(20.5);
        panel.Series[1].Frequency.ShouldBe(Frequency.Parse("6MS"));
    }

    [Theory]
    [InlineData("Year,Period", 13, "", "'Period' counts 13 periods a year")]
    [InlineData("Year,Period", 13, "P", "'Period' counts 13 periods a year")]
    [InlineData("Year,Period", 6, "", "'Period' counts the periods of a year up to 6")]
    public void Periods_that_are_no_months_are_refused(string header, int periods, string before, string message)
    {
        string rows = string.Concat(Enumerable.Range(0, 3 * periods).Select(row => $"{2020 + (row / periods)},{before}{(row % periods) + 1},{row}.5\n"));

        TableTesting.Refuse($"{header},Sales\n{rows}").Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("FY,Month", "FY20", "FY21")]
    [InlineData("Fiscal Year,Month", "2020", "2021")]
    public void A_year_that_begins_elsewhere_and_is_called_by_one_number_is_refused(string header, string first, string second)
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(row => $"{(row < 12 ? first : second)},{Names[(row + 3) % 12]},{row}.5\n"));

        TableTesting.Refuse($"{header},Sales\n{rows}").Message.ShouldContain($"begin in month 4, but '{first}' does not say in which calendar year");
    }

    [Theory]
    [InlineData("Year,Month,Dekad", 3, "Dekad")]
    [InlineData("Year,Month,Week", 4, "Week")]
    public void A_part_that_is_not_understood_is_no_id(string header, int parts, string named)
    {
        string rows = string.Concat(Enumerable.Range(0, 24 * parts).Select(row => $"{2020 + (row / parts / 12)},{(row / parts % 12) + 1},{(row % parts) + 1},{row}.5\n"));

        TableTesting.Refuse($"{header},Sales\n{rows}").Message.ShouldContain($"Column '{named}' ('1') is called a part of a time");
        TableTesting.Read($"{header},Sales\n{rows}", new TableOptions { IdColumns = [named] }).Series.Count.ShouldBe(parts);
    }

    private static Panel Repair(string text) =>
        new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(TableTesting.Read(text), TestContext.Current.CancellationToken);
}
