using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

/// <summary>Workbooks that LibreOffice and openpyxl wrote; tests/golden/tables/xlsx/README.md says how.</summary>
public sealed class OtherProgramTests
{
    // LibreOffice writes 15 digits.
    private const double Fifteen = 1e-14;

    [Theory]
    [InlineData("libreoffice", "1234567890123460")]
    [InlineData("openpyxl", "1234567890123456")]
    public void A_report_with_a_title_percents_a_source_and_other_sheets(string program, string id)
    {
        TableContent table = Read($"report-{program}.xlsx");

        TimeSeries series = table.Series.ShouldHaveSingleItem();
        series.Id.ShouldBe(id);
        series.Stamps().ShouldBe([.. Enumerable.Range(1, 12).Select(month => $"2024-{month:D2}-01")]);
        ShouldBe(series, month => 100.1 + (month / 3.0));
        table.Warnings.ShouldContain("the sheet 'Q1 report' was read; 'Stock' has data, too: name a sheet with sheet=");
        table.Warnings.ShouldContain("1 row below the table was left out (first: 'Q1 report'!B18, 'Source: the shop')");
        table.Warnings.ShouldContain("column 'share': 12 cells are shown as percents; the numbers behind them were read: 12% is 0.12");
        Read($"report-{program}.xlsx", new TableOptions { Sheet = "Secret" }).Series[0].Target.Values.ShouldBe([0, 10, 20, 30, 40]);
    }

    [Theory]
    [InlineData("libreoffice")]
    [InlineData("openpyxl")]
    public void A_header_of_two_lines(string program)
    {
        TableContent table = Read($"merged-header-{program}.xlsx", new TableOptions { TargetColumns = ["Sales North", "Sales South", "Costs North", "Costs South"] });

        table.Ids().ShouldBe(["Sales North", "Sales South", "Costs North", "Costs South"]);
        ShouldBe(table.Series[1], day => day * 2.5);
        ShouldBe(table.Series[3], day => day + 2);
    }

    [Fact]
    public void Ids_that_are_merged_over_their_rows()
    {
        TableContent table = Read("merged-ids-libreoffice.xlsx");

        table.Ids().ShouldBe(["a", "b", "c"]);
        table.Series[2].Stamps()[..2].ShouldBe(["2024-01-01 12:30:15", "2024-01-01 13:30:15"]);
        ShouldBe(table.Series[2], hour => (hour * 3) + 0.5);
    }

    [Fact]
    public void Values_of_formulas()
    {
        TimeSeries series = Read("formulas-libreoffice.xlsx", new TableOptions { TargetColumns = ["y"], Covariates = ["ratio", "open"] }).Series[0];

        series.Stamps()[^1].ShouldBe("2024-01-10");
        ShouldBe(series, day => day * 1.5);
        series.Covariate("ratio").Past.ShouldBeOfType<NumberColumn>().Values[..3].ShouldBe([double.NaN, 1.5, 1.5]);
        series.Covariate("open").Past.Texts()[^1].ShouldBe("true");
    }

    [Theory]
    [InlineData("mac-libreoffice.xlsx")]
    [InlineData("mac-openpyxl.xlsx")]
    public void Days_counted_from_1904(string file)
    {
        TimeSeries series = Read(file).Series[0];

        series.Stamps()[3..6].ShouldBe(["2024-02-28", "2024-02-29", "2024-03-01"]);
    }

    [Theory]
    [InlineData("libreoffice")]
    [InlineData("openpyxl")]
    public void A_table_with_a_row_of_totals_and_a_filter(string program)
    {
        TableContent table = Read($"filtered-{program}.xlsx");

        ShouldBe(table.Series[0], day => day + 1);
        table.Series[0].Length.ShouldBe(10);
        table.Warnings.ShouldBe(
            ["2 rows are hidden, as a filter does it, and were read all the same (first: row 3)", "the row of totals Sheet!A12:B12 was left out"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("libreoffice")]
    [InlineData("openpyxl")]
    public void A_row_a_product_and_a_column_a_month(string program)
    {
        TableContent table = Read($"wide-{program}.xlsx");

        table.Ids().ShouldBe(["00123", "00456"]);
        ShouldBe(table.Series[1], month => 10 + month);
    }

    [Theory]
    [InlineData("libreoffice")]
    [InlineData("openpyxl")]
    public void A_day_and_a_time_of_the_day(string program)
    {
        TableContent table = Read($"clocks-{program}.xlsx");

        table.Series[0].Stamps()[24].ShouldBe("2024-01-02 00:00:00");
        ShouldBe(table.Series[0], hour => hour / 7.0);
        table.Warnings.ShouldContain("column 'worked': 48 cells are spans of time; they were read as days: 36:00 is 1.5");
    }

    [Theory]
    [InlineData("merged-header.ods", "The table is an OpenDocument file (.ods).")]
    [InlineData("merged-header.xls", "The table is an old or encrypted Excel workbook.")]
    public void Files_of_other_formats(string file, string message) => Should.Throw<TollamaException>(() => Read(file)).Message.ShouldBe(message);

    private static void ShouldBe(TimeSeries series, Func<int, double> value)
    {
        for (int place = 0; place < series.Length; place++)
        {
            series.Target.Values[place].ShouldBe(value(place), Fifteen * Math.Max(1, Math.Abs(value(place))));
        }
    }

    private static TableContent Read(string file, TableOptions? options = null) =>
        TableTesting.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "xlsx", file)), options);
}
