using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

public sealed class XlsxCellTests
{
    [Fact]
    public void Shared_texts_have_their_runs_and_not_how_they_are_spoken()
    {
        XlsxFile file = new()
        {
            Shared = "<si><t>store</t></si><si><r><rPr><b/></rPr><t>東</t></r><r><t xml:space=\"preserve\"> 京</t></r><rPh sb=\"0\" eb=\"1\"><t>トウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                + "<si><t>a_x000D__x005F_x0041_</t></si>",
            Formats = ["14"],
        };
        const string Tokyo = "<c t=\"s\"><v>1</v></c>";
        const string Other = "<c t=\"s\"><v>2</v></c>";
        byte[] book = file.Add("Sheet1", XlsxFile.Rows("<c t=\"s\"><v>0</v></c>|date|y", $"{Tokyo}|@45292|1", $"{Tokyo}|@45293|2", $"{Other}|@45292|3", $"{Other}|@45293|4")).ToBytes();

        TableTesting.Read(book).Ids().ShouldBe(["東 京", "a\r_x0041_"]);
    }

    [Fact]
    public void Numbers_are_read_bit_for_bit()
    {
        double[] numbers = [0.1, 1.0 / 3, 1e300, 5e-324, -0.1 - 0.2, 123456789012345680, 1e21, 4503599627370497.5];
        string[] lines = ["date|y", .. numbers.Select((number, place) => $"@{45292 + place}|<c><v>{number:R}</v></c>")];

        Values(XlsxFile.Of(XlsxFile.Rows(lines), "", "14")).ShouldBe(numbers);
    }

    [Fact]
    public void What_Excel_writes_with_17_digits_is_the_number_it_holds() =>
        Values(XlsxFile.Of(XlsxFile.Rows("date|y", "@45292|<c><v>0.10000000000000001</v></c>", "@45293|<c><v>1.2345678901234567E-5</v></c>"), "", "14"))
            .ShouldBe([0.1, 1.2345678901234567E-05]);

    [Theory]
    [InlineData("4006381333931", "4006381333931")]
    [InlineData("1234567890123456", "1234567890123456")]
    [InlineData("1.2345678901234568E+19", "12345678901234567168")]
    [InlineData("12345678901234567891", "12345678901234567891")]
    [InlineData("7.0", "7")]
    public void Ids_of_numbers_are_written_as_whole_numbers(string written, string id)
    {
        byte[] book = XlsxFile.Of(XlsxFile.Rows("sku|date|y", $"{written}|@45292|1", $"{written}|@45293|2", "5|@45292|1", "5|@45293|2"), "", "14");

        TableTesting.Read(book).Ids().ShouldBe([id, "5"]);
    }

    [Theory]
    [InlineData("00000", "01234", "98765")]
    [InlineData("00000;@", "01234", "98765")]
    [InlineData("[$-407]00000", "01234", "98765")]
    [InlineData("0000000", "0001234", "0098765")]
    [InlineData("0", "1234", "98765")]
    [InlineData("000.0", "1234", "98765")]
    public void Ids_are_shown_with_the_zeros_of_their_format(string format, string first, string second)
    {
        static string[] Lines(string id) => [.. Enumerable.Range(0, 5).Select(day => $"<c s=\"2\"><v>{id}</v></c>|@{45292 + day}|{day}")];
        byte[] book = XlsxFile.Of(XlsxFile.Rows(["zip|date|y", .. Lines("1234"), .. Lines("98765")]), "", "14", format);

        TableTesting.Read(book).Ids().ShouldBe([first, second]);
    }

    [Fact]
    public void Values_with_zeros_before_them_stay_numbers()
    {
        string[] lines = [.. Enumerable.Range(0, 30).Select(day => $"@{45292 + day}|<c s=\"2\"><v>{(day == 3 ? "-7" : day == 4 ? "2.125" : $"{day}")}</v></c>")];
        double[] values = Values(XlsxFile.Of(XlsxFile.Rows(["date|y", .. lines]), "", "14", "000"));

        values.ShouldBe(Enumerable.Range(0, 30).Select(day => day == 3 ? -7 : day == 4 ? 2.125 : day));
    }

    [Fact]
    public void Nothing_and_a_ratio_to_nothing_are_missing_and_other_errors_are_told_of()
    {
        static string Error(string name) => $"<c t=\"e\"><v>{name}</v></c>";
        string[] days = [.. Enumerable.Range(0, 20).Select(day => $"@{45292 + day}|{(day == 3 ? Error("#N/A") : day == 4 ? Error("#DIV/0!") : day == 5 ? Error("#REF!") : day.ToString(null, null))}")];
        byte[] book = XlsxFile.Of(XlsxFile.Rows(["date|y", .. days]), "", "14");

        TableContent table = TableTesting.Read(book);
        table.Series[0].Target.Values[2..7].ShouldBe([2, double.NaN, double.NaN, double.NaN, 6]);
        table.Warnings.ShouldContain("1 cell of column 'y' is no number and was taken as missing (first: row 7, column 'y': '#REF!' is not a number)");
        Should.Throw<TollamaException>(() => TableTesting.Read(book, reading: new TableReading { Strict = true })).Message.ShouldContain("#REF!");
    }

    [Fact]
    public void Truth_values_are_categories_and_formulas_have_their_values()
    {
        string[] days = [.. Enumerable.Range(0, 8).Select(day =>
            $"@{45292 + day}|<c><f>A{day}*2</f><v>{day}</v></c>|<c t=\"b\"><v>{day % 2}</v></c>|<c t=\"str\"><f>\"x\"</f><v>{(day < 4 ? "x" : "z")}</v></c>")];

        TimeSeries series = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["date|y|open|kind", .. days]), "", "14"), new TableOptions { Covariates = ["open", "kind"] }).Series[0];
        series.Target.Values.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        series.Covariate("open").Past.Texts()[..2].ShouldBe(["false", "true"]);
        series.Covariate("kind").Past.Texts()[3..5].ShouldBe(["x", "z"]);
    }

    [Theory]
    [InlineData("<c><f>B2*2</f></c>")]
    [InlineData("<c><f>B2*2</f><v></v></c>")]
    [InlineData("<c><f t=\"shared\" si=\"0\"/><v/></c>")]
    public void A_formula_without_its_value_is_refused_with_its_cell(string cell)
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => TableTesting.Read(XlsxFile.Of(XlsxFile.Rows("date|y|z", $"@45292|1|{cell}", $"@45293|2|{cell}"), "", "14")));

        refusal.Code.ShouldBe(ErrorCode.InvalidTable);
        refusal.Message.ShouldBe("Sheet1!C2 is a formula without its value, and so are 1 more: the program that wrote the workbook did not compute it.");
    }

    [Fact]
    public void Percents_are_the_numbers_behind_them_and_that_is_told()
    {
        TableContent table = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows("date|y", "@45292|<c s=\"2\"><v>0.12</v></c>", "@45293|<c s=\"2\"><v>0.5</v></c>"), "", "14", "[Red]0.0%"));

        table.Series[0].Target.Values.ShouldBe([0.12, 0.5]);
        table.Warnings.ShouldContain("column 'y': 2 cells are shown as percents; the numbers behind them were read: 12% is 0.12");
    }

    [Fact]
    public void Texts_are_read_as_cells_of_a_text_are()
    {
        TableContent table = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows("Datum|Wert", "01.02.2024|1.234,5", "02.02.2024|<c><v>1.25</v></c>", "03.02.2024|n/a", "04.02.2024|7,5")));

        table.Series[0].Stamps()[0].ShouldBe("2024-02-01");
        table.Series[0].Target.Values.ShouldBe([1234.5, 1.25, double.NaN, 7.5]);
    }

    [Fact]
    public void A_text_among_numbers_that_may_be_two_is_refused_until_the_mark_is_said()
    {
        byte[] book = XlsxFile.Of(XlsxFile.Rows("date|y", "@45292|1.5", "@45293|<c t=\"inlineStr\"><is><t>1,234</t></is></c>", "@45294|2.5"), "", "14");

        Should.Throw<TollamaException>(() => TableTesting.Read(book)).Message
            .ShouldBe("Column B of the sheet 'Sheet1' has the text '1,234' among numbers: it may be a fraction or thousands.");
        Values(book, new TableOptions { DecimalMark = ',' }).ShouldBe([1.5, 1.234, 2.5]);
        Values(book, new TableOptions { DecimalMark = '.' }).ShouldBe([1.5, 1234, 2.5]);
    }

    private static double[] Values(byte[] book, TableOptions? options = null) => TableTesting.Read(book, options).Series[0].Target.Values;
}
