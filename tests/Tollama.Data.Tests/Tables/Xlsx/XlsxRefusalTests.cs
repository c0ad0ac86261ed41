using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

public sealed class XlsxRefusalTests
{
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private static readonly string Rows = XlsxFile.Rows("date|y", "@45292|1", "@45293|2");

    [Fact]
    public void Other_files_are_named()
    {
        Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).Message.ShouldBe("The table is an old or encrypted Excel workbook.");
        Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).Hint.ShouldBe("Save it as .xlsx without a password, or export the sheet as CSV.");
        Refusal(Zip(("xl/workbook.bin", "x"))).Message.ShouldBe("The table is a binary Excel workbook (.xlsb).");
        Refusal(Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>"))).Message.ShouldBe("The table is an OpenDocument file (.ods).");
        Refusal(Zip(("word/document.xml", "<a/>"))).Message.ShouldBe("The table is a Word document.");
        Refusal(Zip(("data.csv", "a,b\n1,2\n"))).Message.ShouldBe("The table is a zip archive, and no Excel workbook: it holds data.csv.");
        Refusal(Zip()).Message.ShouldBe("The table is a zip archive, and no Excel workbook: it holds nothing.");
        Should.Throw<TollamaException>(() => TableReader.Read(
            TableInput.Of("a,b\n1,2\n"u8.ToArray()), new TableOptions(), contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).Message
            .ShouldBe("The table was sent as an Excel workbook and is none: a workbook is a zip archive.");
    }

    [Fact]
    public void A_part_that_is_missing_is_named()
    {
        byte[] book = XlsxFile.Zip(new XlsxFile().Add("Sheet1", Rows).Parts().Where(part => part.Name != Sheet));

        Refusal(book).Message.ShouldBe("The Excel workbook is damaged: the part xl/worksheets/sheet1.xml is missing.");
    }

    [Fact]
    public void Two_parts_of_one_name_are_refused() =>
        Refusal(XlsxFile.Zip([.. new XlsxFile().Add("Sheet1", Rows).Parts(), (Sheet.ToUpperInvariant(), "<a/>"u8.ToArray())])).Message.ShouldContain("it has two parts called");

    [Fact]
    public void Parts_that_lie_over_each_other_are_refused()
    {
        byte[] book = XlsxFile.Zip([("a", new byte[100]), ("b", new byte[100])]);
        int directory = book.AsSpan().IndexOf("PK\u0001\u0002"u8);
        int second = directory + 4 + book.AsSpan(directory + 4).IndexOf("PK\u0001\u0002"u8);
        book.AsSpan(directory + 42, 4).CopyTo(book.AsSpan(second + 42));

        Refusal(book).Message.ShouldContain("lies over another one");
    }

    [Fact]
    public void A_changed_byte_in_a_part_is_found()
    {
        byte[] book = new XlsxFile { Formats = ["14"] }.Add("Sheet1", Rows).ToBytes();
        int directory = book.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        book[directory + 16] ^= 1;

        Refusal(book).Message.ShouldContain("is not what it was when it was written");
    }

    [Fact]
    public void A_bomb_is_refused_before_it_bursts()
    {
        byte[] blanks = Encoding.UTF8.GetBytes($"<worksheet><sheetData>{string.Concat(Enumerable.Repeat("<row/>", 1_000_000))}</sheetData></worksheet>");

        Refusal(new XlsxFile().Add("Sheet1", "").AddPart(Sheet, blanks).ToBytes()).Message.ShouldContain("unpacks to more than 100 times its size");
    }

    [Fact]
    public void A_text_of_millions_of_characters_is_refused_before_it_is_held()
    {
        Random random = new(1);
        string letters = string.Concat(Enumerable.Range(0, 2_000_000).Select(_ => (char)('a' + random.Next(26))));

        Refusal(new XlsxFile().Add("Sheet1", $"<row><c x=\"{letters}\"/></row>").ToBytes()).Message.ShouldContain("has a text or a name of more than 1048576 bytes");
    }

    [Fact]
    public void A_text_that_stands_in_many_cells_counts_in_each()
    {
        XlsxFile file = new() { Shared = $"<si><t>{new string('x', 30_000)}</t></si>" };
        byte[] book = file.Add("Sheet1", XlsxFile.Rows([.. Enumerable.Range(0, 3000).Select(row => $"{row}|<c t=\"s\"><v>0</v></c>")])).ToBytes();

        TollamaException refusal = Should.Throw<TollamaException>(() => TableTesting.Read(book, reading: new TableReading { Limits = new TableLimits { MaxBytes = 1_000_000 } }));
        refusal.Code.ShouldBe(ErrorCode.BodyTooLarge);
        refusal.Message.ShouldBe("The Excel workbook shows more than 67108864 characters in its cells.");
    }

    [Fact]
    public void A_wide_table_without_cells_is_refused()
    {
        TableLimits limits = new() { MaxColumns = 20_000 };
        string many = string.Concat(Enumerable.Range(1, 15_000).Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c><c r=\"{Letters(1 + (row % 5000))}{row}\"><v>1</v></c></row>"));
        Should.Throw<TollamaException>(() => TableTesting.Read(XlsxFile.Of(many), reading: new TableReading { Limits = limits })).Message.ShouldContain("nearly all of its cells are empty");
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>")]
    [InlineData("<worksheet><sheetData>")]
    [InlineData("<worksheet>&b;</worksheet>")]
    [InlineData("<chartsheet/>")]
    [InlineData("")]
    public void XML_that_is_no_sheet_is_refused(string sheet) =>
        Refusal(new XlsxFile().Add("Sheet1", "").AddPart(Sheet, sheet).ToBytes()).Message.ShouldStartWith("The Excel workbook is damaged: ");

    [Fact]
    public void Elements_that_go_on_and_on_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 200)) + string.Concat(Enumerable.Repeat("</a>", 200));
        Refusal(new XlsxFile().Add("Sheet1", "").AddPart(Sheet, $"<worksheet>{deep}</worksheet>").ToBytes()).Message.ShouldContain("more than 64 times");

        string names = string.Concat(Enumerable.Range(0, 20_000).Select(name => $"<n{name * 7919 % 100_003}/>"));
        Refusal(new XlsxFile().Add("Sheet1", "").AddPart(Sheet, $"<worksheet>{names}</worksheet>").ToBytes()).Message.ShouldContain("more than 10000 different names");
    }

    [Theory]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>", "has row 1 behind row 2")]
    [InlineData("<row r=\"1048577\"/>", "has row 1048577 behind row 0")]
    [InlineData("<row r=\"x\"/>", "has row x behind row 0")]
    [InlineData("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "has the cell A1 where none may be")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "has the cell XFE1 where none may be")]
    [InlineData("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "has the cell A2 where none may be")]
    [InlineData("<row r=\"3\"><c r=\"C3\" t=\"s\"><v>7</v></c></row>", "Sheet1!C3: there is no shared text '7'.")]
    [InlineData("<row r=\"3\"><c r=\"C3\"><v>1,5</v></c></row>", "Sheet1!C3: no number is '1,5'.")]
    [InlineData("<row r=\"3\"><c r=\"C3\"><v>1e999</v></c></row>", "Sheet1!C3: no 64-bit float is as large as '1e999'.")]
    [InlineData("<row r=\"3\"><c r=\"C3\" t=\"b\"><v>2</v></c></row>", "Sheet1!C3: no truth value is '2'.")]
    [InlineData("<row r=\"3\"><c r=\"C3\" t=\"q\"><v>2</v></c></row>", "Sheet1!C3: no kind of cell is called 'q'.")]
    public void Cells_that_cannot_be_are_named(string rows, string message) => Refusal(XlsxFile.Of(rows)).Message.ShouldContain(message);

    [Fact]
    public void A_cell_that_is_too_lettersand_a_table_of_too_many_rows_are_refused()
    {
        Refusal(XlsxFile.Of(XlsxFile.Rows("date|y", $"@45292|{new string('x', 40_000)}"))).Message.ShouldBe("Sheet1!B2: the cell has 40000 characters; the limit is 32767.");
        Should.Throw<TollamaException>(() => TableTesting.Read(XlsxFile.Of(Rows), reading: new TableReading { Limits = new TableLimits { MaxRows = 1 } })).Message.ShouldContain("more than 1 rows");
    }

    [Fact]
    public void The_reading_can_be_stopped()
    {
        byte[] book = XlsxFile.Of(XlsxFile.Rows([.. Enumerable.Range(0, 5000).Select(row => $"{row}|1")]));

        Should.Throw<OperationCanceledException>(() => TableReader.Read(TableInput.Of(book), new TableOptions(), cancellationToken: new CancellationToken(canceled: true)));
    }

    private static string Letters(int column) => Tollama.Data.Writing.Xlsx.XlsxSheet.LettersOf(column);

    private static byte[] Zip(params (string Name, string Text)[] parts) => XlsxFile.Zip(parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text))));

    private static TollamaException Refusal(byte[] bytes)
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => TableTesting.Read(bytes));
        refusal.Code.ShouldBe(ErrorCode.InvalidTable);
        return refusal;
    }
}
