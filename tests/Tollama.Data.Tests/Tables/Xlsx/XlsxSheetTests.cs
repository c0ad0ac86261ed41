using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

public sealed class XlsxSheetTests
{
    private static readonly byte[] Book = new XlsxFile { Formats = ["14"] }
        .Add("Read me", XlsxFile.Rows("This workbook has sales."))
        .Add("Secret", Rows(0), state: "hidden")
        .Add("Sales", Rows(10))
        .Add("2", Rows(20))
        .ToBytes();

    [Fact]
    public void The_first_sheet_that_is_shown_and_has_data_is_read_and_the_others_are_named()
    {
        TableContent table = TableTesting.Read(Book);

        table.Series[0].Target.Values[0].ShouldBe(10);
        table.Warnings.ShouldContain("the sheet 'Sales' was read; '2' has data, too: name a sheet with sheet=");
    }

    [Theory]
    [InlineData("Sales", 10)]
    [InlineData("sales ", 10)]
    [InlineData("Secret", 0)]
    [InlineData("3", 10)]
    [InlineData("2", 20)]
    public void A_sheet_is_named_by_its_name_else_by_its_number(string sheet, double first)
    {
        TableContent table = TableTesting.Read(Book, new TableOptions { Sheet = sheet });

        table.Series[0].Target.Values[0].ShouldBe(first);
        table.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Costs")]
    [InlineData("5")]
    [InlineData("0")]
    public void A_sheet_that_is_not_there_is_refused_with_those_that_are(string sheet) =>
        Should.Throw<TollamaException>(() => TableTesting.Read(Book, new TableOptions { Sheet = sheet })).Message
            .ShouldBe($"The workbook has no sheet '{sheet}': it has 'Read me', 'Secret', 'Sales', '2'.");

    [Fact]
    public void Without_a_sheet_that_is_shown_nothing_is_read()
    {
        byte[] book = new XlsxFile().Add("a", Rows(0), state: "veryHidden").Add("b", Rows(0), state: "hidden").ToBytes();

        Should.Throw<TollamaException>(() => TableTesting.Read(book)).Message.ShouldBe("All sheets of the workbook are hidden: 'a', 'b'.");
    }

    [Fact]
    public void Sheets_of_words_are_refused_and_so_is_an_empty_one()
    {
        byte[] words = new XlsxFile().Add("a", XlsxFile.Rows("x")).Add("b", XlsxFile.Rows("y")).ToBytes();
        Should.Throw<TollamaException>(() => TableTesting.Read(words)).Message.ShouldBe("No sheet of the workbook has numbers or dates: 'a', 'b'.");
        Should.Throw<TollamaException>(() => TableTesting.Read(XlsxFile.Of(""))).Message.ShouldBe("The sheet 'Sheet1' is empty.");
    }

    [Fact]
    public void Formats_of_one_table_have_no_sheets_and_workbooks_no_delimiter()
    {
        foreach (string text in (string[])["date,y\n2024-01-01,1\n", "[{\"date\":\"2024-01-01\",\"y\":1}]"])
        {
            Should.Throw<TollamaException>(() => TableTesting.Read(Encoding.UTF8.GetBytes(text), new TableOptions { Sheet = "1" })).Message
                .ShouldBe("sheet= names a sheet of an Excel workbook, but the table is none.");
        }

        Should.Throw<TollamaException>(() => TableTesting.Read(Book, new TableOptions { Delimiter = ';' })).Message.ShouldContain("delimiter=");
    }

    private static string Rows(int first) => XlsxFile.Rows("date|y", $"@45292|{first}", $"@45293|{first + 1}", $"@45294|{first + 4}");
}
