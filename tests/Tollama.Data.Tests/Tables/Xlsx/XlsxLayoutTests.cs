using Tollama.Core.Errors;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

public sealed class XlsxLayoutTests
{
    private static readonly string[] Days = [.. Enumerable.Range(0, 10).Select(day => $"@{45292 + day}|{day * day % 7}|{day * 2.5}|{day * day}|{day * 3 % 8}")];

    [Fact]
    public void Blank_rows_and_columns_before_the_table_and_titles_above_it_are_passed_over()
    {
        const string Rows = "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>Report</t></is></c></row>"
            + "<row r=\"5\"><c r=\"C5\" t=\"inlineStr\"><is><t>date</t></is></c><c r=\"E5\" t=\"inlineStr\"><is><t>y</t></is></c></row>"
            + "<row r=\"6\"><c r=\"C6\" s=\"1\"><v>45292</v></c><c r=\"E6\"><v>1</v></c></row><row r=\"7\"><c r=\"C7\" s=\"1\"><v>45293</v></c><c r=\"E7\"><v>2</v></c></row>";

        TableContent table = TableTesting.Read(XlsxFile.Of(Rows, "", "14"));
        table.Series[0].Stamps().ShouldBe(["2024-01-01", "2024-01-02"]);
        table.Series[0].Target.Values.ShouldBe([1, 2]);
    }

    [Fact]
    public void Names_that_are_merged_over_several_columns_go_before_those_below_them()
    {
        TableContent table = Read("<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/></mergeCells>", ["date|Sales||Costs|", "|N|S|N|S", .. Days[1..]]);

        table.Ids().ShouldBe(["Sales N", "Sales S", "Costs N", "Costs S"]);
        table.Warnings.ShouldContain("the header has several lines, with names that are merged over several columns: they were joined, as in 'Sales N'");
    }

    [Fact]
    public void A_data_frame_with_two_levels_of_columns_has_the_name_of_its_index_below_them() =>
        Read("<mergeCells><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/></mergeCells>", ["|Sales||Costs|", "|N|S|N|S", "date||||", .. Days[1..]])
            .Ids().ShouldBe(["Sales N", "Sales S", "Costs N", "Costs S"]);

    [Fact]
    public void Years_over_months_are_times()
    {
        TableContent table = Read(
            "<mergeCells><mergeCell ref=\"B1:D1\"/><mergeCell ref=\"E1:G1\"/></mergeCells>",
            ["Product|2023|||2024||", "|Oct|Nov|Dec|Jan|Feb|Mar", "a|1|2|3|4|5|6", "b|7|8|9|10|11|12"]);

        table.Ids().ShouldBe(["a", "b"]);
        table.Series[1].Stamps().ShouldBe(["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]);
        table.Series[1].Target.Values.ShouldBe([7, 8, 9, 10, 11, 12]);
    }

    [Theory]
    [InlineData("A1:E1")]
    [InlineData("A1:B1")]
    public void A_title_is_no_part_of_the_names(string merged) =>
        Read($"<mergeCells><mergeCell ref=\"{merged}\"/></mergeCells>", ["All sales||||", "date|a|b|c|d", .. Days[1..]]).Ids().ShouldBe(["a", "b", "c", "d"]);

    [Fact]
    public void A_name_over_two_columns_of_data_is_no_line_of_its_own() =>
        Read("<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>", ["date|Sales||c|d", .. Days[1..]]).Ids().ShouldContain("Sales");

    [Fact]
    public void A_shop_that_is_merged_over_its_rows_holds_for_each_of_them()
    {
        TableContent table = Read(
            "<mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A5:A7\"/></mergeCells>",
            ["shop|date|y", "a|@45292|1", "|@45293|2", "|@45294|3", "b|@45292|4", "|@45293|5", "|@45294|6"]);

        table.Ids().ShouldBe(["a", "b"]);
        table.Series[1].Target.Values.ShouldBe([4, 5, 6]);
        table.Warnings.ShouldContain("column 'shop': 2 cells are merged over several rows (first: Sheet1!A2:A4): each of the rows got the value");
    }

    [Fact]
    public void A_year_that_is_merged_over_its_months_holds_for_each_of_them()
    {
        string[] rows = [.. Enumerable.Range(0, 24).Select(month => $"{(month % 12 == 0 ? 2022 + (month / 12) : "")}|{(month % 12) + 1}|{month}")];

        Read("<mergeCells><mergeCell ref=\"A2:A13\"/><mergeCell ref=\"A14:A25\"/></mergeCells>", ["Year|Month|Sales", .. rows]).Series[0].Stamps()[11..13].ShouldBe(["2022-12", "2023-01"]);
    }

    [Fact]
    public void A_value_that_is_merged_over_several_rows_stands_in_the_first()
    {
        string[] rows = [.. Enumerable.Range(0, 14).Select(day => $"@{45292 + day}|{day}|{(day % 7 == 0 ? day * 100 : "")}")];
        TableContent table = TableTesting.Read(
            XlsxFile.Of(XlsxFile.Rows(["date|visits|total", .. rows]), "<mergeCells><mergeCell ref=\"C2:C8\"/><mergeCell ref=\"C9:C15\"/></mergeCells>", "14"),
            new Core.Requests.TableOptions { TargetColumns = ["total"] });

        // The rows after the last value are the future.
        table.Series[0].Target.Values.ShouldBe([0, .. Enumerable.Repeat(double.NaN, 6), 700]);
        table.Warnings.ShouldContain("column 'total': 2 cells are merged over several rows (first: Sheet1!C2:C8): the value was taken for the first of the rows, and is missing in the others");
    }

    [Fact]
    public void Hidden_rows_and_columns_are_read_and_that_is_told()
    {
        string rows = XlsxFile.Rows(["date|y", .. Days[..4].Select(day => string.Join('|', day.Split('|')[..2]))]).Replace("<row><c s=\"1\"><v>45293", "<row hidden=\"1\"><c s=\"1\"><v>45293", StringComparison.Ordinal);
        byte[] book = new XlsxFile { Formats = ["14"] }
            .AddPart("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:A1\"/><cols><col min=\"2\" max=\"9\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData></worksheet>")
            .Add("Sheet1", "").ToBytes();

        TableContent table = TableTesting.Read(book);
        table.Series[0].Target.Values.ShouldBe([0, 1, 4, 2]);
        table.Warnings.ShouldContain("1 row is hidden, as a filter does it, and was read all the same (first: row 3)");
        table.Warnings.ShouldContain("the column 'y' is hidden and was read all the same");
    }

    [Fact]
    public void The_row_of_totals_of_a_table_is_left_out()
    {
        byte[] book = new XlsxFile { Formats = ["14"] }
            .Add("Sheet1", XlsxFile.Rows(["date|y", .. Days[..4].Select(day => string.Join('|', day.Split('|')[..2])), "<c/>|<c><f>SUBTOTAL(109,B2:B5)</f></c>"]))
            .AddPart("xl/worksheets/_rels/sheet1.xml.rels", $"<Relationships>{XlsxFile.Relation("rId1", "table", "../tables/table1.xml")}</Relationships>")
            .AddPart("xl/tables/table1.xml", "<table ref=\"A1:B6\" totalsRowCount=\"1\"/>").ToBytes();

        TableContent table = TableTesting.Read(book);
        table.Series[0].Target.Values.ShouldBe([0, 1, 4, 2]);
        table.Warnings.ShouldContain("the row of totals Sheet1!A6:B6 was left out");
    }

    [Fact]
    public void Words_below_the_table_are_left_out_and_dates_are_not()
    {
        string[] rows = [.. Days[..5].Select(day => string.Join('|', day.Split('|')[..2]))];
        TableContent table = Read("", ["date|y", .. rows, "|", "Source: the shop|", "|read twice"]);
        table.Series[0].Length.ShouldBe(5);
        table.Warnings.ShouldContain("2 rows below the table were left out (first: Sheet1!A8, 'Source: the shop')");

        Read("", ["date|y", .. rows, "@45297|", "@45298|"]).Series[0].Length.ShouldBe(7);
    }

    [Fact]
    public void A_cell_far_away_is_no_part_of_the_table()
    {
        const string Far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
        TableContent table = TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(["date|a|b|c|d", .. Days]) + Far, "", "14"));

        table.Series[0].Length.ShouldBe(10);
        table.Warnings.ShouldContain("1 row has cells beside the table only, and was left out (first: Sheet1!XFD1048576)");
    }

    [Fact]
    public void Two_tables_beside_each_other_are_refused_when_their_names_are_the_same() =>
        Should.Throw<TollamaException>(() => Read("", ["date|y||date|y", "@45292|1||@45292|3", "@45293|2||@45293|4"])).Message.ShouldContain("Several columns have the same name: 'date', 'y'");

    [Fact]
    public void A_header_with_fewer_names_than_columns_is_refused()
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => Read("<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>", ["both||other", "1|2|3", "4|5|7"]));

        refusal.Message.ShouldBe("The header on line 1 has 2 cells (both, other), but the rows have 3.");
        refusal.Hint.ShouldBe("Give every column a name of its own, in one cell above it.");
    }

    [Fact]
    public void A_header_that_is_repeated_is_left_out()
    {
        TableContent table = Read("", ["date|a|b|c|d", .. Days[..5], "date|a|b|c|d", .. Days[5..]]);

        table.Series[0].Length.ShouldBe(10);
        table.Warnings.ShouldContain("1 line that repeats the header was passed over");
    }

    private static TableContent Read(string after, params string[] rows) => TableTesting.Read(XlsxFile.Of(XlsxFile.Rows(rows), after, "14"));
}
