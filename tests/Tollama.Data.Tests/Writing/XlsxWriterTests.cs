using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Tollama.Core.Errors;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Tests.Writing;

public sealed class XlsxWriterTests
{
    private static readonly XlsxColumn[] Columns =
        [new("unique_id", XlsxColumnKind.Text), new("ds", XlsxColumnKind.Date), new("at", XlsxColumnKind.DateTime), new("mean", XlsxColumnKind.Number)];

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void The_same_cells_give_the_same_bytes_and_every_part_is_valid_xml()
    {
        byte[] first = Write(AddRow);

        first.ShouldBe(Write(AddRow));
        foreach (string part in Parts(first))
        {
            Part(first, part).Root.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Cells_have_their_kinds_and_dates_their_formats()
    {
        XElement[] cells = [.. Part(Write(AddRow), "xl/worksheets/sheet1.xml").Descendants(Main + "row").ElementAt(1).Elements()];

        cells.Select(cell => $"{cell.Attribute("r")?.Value} {cell.Attribute("t")?.Value} {cell.Attribute("s")?.Value} {cell.Value}")
            .ShouldBe(["A2 inlineStr  =1+1", "B2  2 45306", "C2  3 45306.75", "D2   0.1"]);
    }

    [Fact]
    public void The_header_is_bold_and_stays_in_sight()
    {
        XDocument sheet = Part(Write(_ => { }), "xl/worksheets/sheet1.xml");

        sheet.Descendants(Main + "pane").Single().Attribute("state")!.Value.ShouldBe("frozen");
        sheet.Descendants(Main + "c").ShouldAllBe(cell => cell.Attribute("s")!.Value == "1");
    }

    [Theory]
    [InlineData("a\u0001b", "a_x0001_b")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("\r\n", "_x000D_\n")]
    [InlineData("a_x_b <&>", "a_x_b <&>")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    public void Characters_that_xml_cannot_hold_are_escaped(string text, string written)
    {
        Written(text).ShouldBe(written);
        XlsxText.Decode(written).ShouldBe(text);
    }

    [Fact]
    public void Half_a_character_is_replaced() => Written("a\ud83d" + "b").ShouldBe("a\uFFFDb");

    [Fact]
    public void What_a_date_cannot_hold_is_a_text()
    {
        byte[] book = Write(writer =>
        {
            writer.AddMissing();
            writer.Add(new DateTime(1899, 5, 1));
            writer.Add(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1));
            writer.Add(double.NaN);
            writer.EndRow();
        });

        Part(book, "xl/worksheets/sheet1.xml").Descendants(Main + "row").Last().Elements().Select(cell => cell.Value)
            .ShouldBe(["1899-05-01", "2024-01-01T00:00:00.0000001"]);
    }

    [Fact]
    public void Notes_are_a_second_sheet_and_long_ones_are_cut()
    {
        using MemoryStream output = new();
        using (XlsxWriter writer = new(output, Columns, "a/b", "notes"))
        {
            writer.SetNotes([KeyValuePair.Create("model", "auto"), KeyValuePair.Create("warning", new string('w', 40_000))]);
        }

        byte[] book = output.ToArray();
        Part(book, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value).ShouldBe(["a_b", "notes"]);
        string[] texts = [.. Part(book, "xl/worksheets/sheet2.xml").Descendants(Main + "t").Select(text => text.Value)];
        texts[..4].ShouldBe(["name", "value", "model", "auto"]);
        texts[5].Length.ShouldBe(32_767);
        texts[5].ShouldEndWith("w…");
    }

    [Fact]
    public void A_row_too_many_and_a_text_too_long_are_refused()
    {
        using XlsxWriter writer = new(Stream.Null, [new XlsxColumn("y", XlsxColumnKind.Number)]);
        Should.Throw<TollamaException>(() => writer.Add(new string('x', 32_768))).Message.ShouldContain("32768 characters");
        for (int row = 0; row < XlsxWriter.MaxRows; row++)
        {
            writer.EndRow();
        }

        TollamaException refusal = Should.Throw<TollamaException>(() => writer.Add(1));
        refusal.Code.ShouldBe(ErrorCode.InvalidRequest);
        refusal.Message.ShouldContain("at most 1048576 rows");
    }

    [Fact]
    public void Too_many_columns_are_refused() =>
        Should.Throw<TollamaException>(() => new XlsxWriter(Stream.Null, [.. Enumerable.Repeat(Columns[0], 16_385)])).Message.ShouldContain("16384 columns");

    private static void AddRow(XlsxWriter writer)
    {
        writer.Add("=1+1");
        writer.Add(new DateTime(2024, 1, 15));
        writer.Add(new DateTime(2024, 1, 15, 18, 0, 0));
        writer.Add(0.1);
        writer.EndRow();
    }

    private static string Written(string text)
    {
        byte[] book = Write(writer =>
        {
            writer.Add(text);
            writer.EndRow();
        });
        return Part(book, "xl/worksheets/sheet1.xml").Descendants(Main + "t").Last().Value;
    }

    private static byte[] Write(Action<XlsxWriter> rows)
    {
        using MemoryStream output = new();
        using (XlsxWriter writer = new(output, Columns))
        {
            rows(writer);
        }

        return output.ToArray();
    }

    private static string[] Parts(byte[] book)
    {
        using ZipArchive archive = new(new MemoryStream(book));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static XDocument Part(byte[] book, string name)
    {
        using ZipArchive archive = new(new MemoryStream(book));
        using StreamReader reader = new(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return XDocument.Parse(reader.ReadToEnd(), LoadOptions.PreserveWhitespace);
    }
}
