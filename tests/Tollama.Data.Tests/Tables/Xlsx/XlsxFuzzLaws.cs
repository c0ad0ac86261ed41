using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables.Xlsx;

/// <summary>Whatever is done to a workbook, it is a table or is refused with a reason.</summary>
public sealed class XlsxFuzzLaws
{
    private const string Marks = "<>/=\"'& \n09aZ!:;.,-é%";

    private static readonly XlsxFile File = new XlsxFile
    {
        Shared = "<si><t>a</t></si><si><r><t>b</t></r></si>",
        Formats = ["yyyy\\-mm\\-dd", "[h]:mm", "0%"],
    }
        .Add(
            "Sheet1",
            XlsxFile.Rows(["shop|date|y|z", .. Enumerable.Range(0, 6).Select(row =>
                $"<c t=\"s\"><v>{row / 3}</v></c>|@{45292 + (row % 3)}|{row}|<c s=\"2\"><f>C{row}</f><v>{row}.5</v></c>")]),
            "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")
        .AddPart("xl/worksheets/_rels/sheet1.xml.rels", $"<Relationships>{XlsxFile.Relation("rId1", "table", "../tables/table1.xml")}</Relationships>")
        .AddPart("xl/tables/table1.xml", "<table ref=\"A1:D7\" totalsRowCount=\"1\"/>");

    private static readonly byte[] Good = File.ToBytes();
    private static readonly (string Name, byte[] Bytes)[] Parts = [.. File.Parts()];

    [Fact]
    public void Changed_bytes() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte).Array[1, 4].ForAll(
        changes =>
        {
            byte[] bytes = [.. Good];
            foreach ((int at, byte value) in changes)
            {
                bytes[at] = value;
            }

            Read(bytes);
        },
        cases: 3000,
        print: changes => string.Join(' ', changes));

    [Fact]
    public void A_file_that_ends_early()
    {
        for (int length = 0; length < Good.Length; length++)
        {
            Read(Good[..length]);
        }
    }

    [Fact]
    public void Changed_XML() => Gen.Select(Gen.Int[0, Parts.Length - 1], Gen.Select(Gen.Int[0, 3000], Gen.OneOf(Marks.ToCharArray())).Array[1, 3]).ForAll(
        drawn =>
        {
            (string Name, byte[] Bytes)[] parts = [.. Parts];
            byte[] part = [.. parts[drawn.Item1].Bytes];
            foreach ((int at, char mark) in drawn.Item2)
            {
                part[at % part.Length] = (byte)mark;
            }

            parts[drawn.Item1].Bytes = part;
            Read(XlsxFile.Zip(parts));
        },
        cases: 3000,
        print: drawn => $"{Parts[drawn.Item1].Name}: {string.Join(' ', drawn.Item2)}");

    [Fact]
    public void Pieces_of_XML_that_are_cut_out_doubled_or_moved() => Gen.Select(Gen.Int[0, Parts.Length - 1], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 2]).ForAll(
        drawn =>
        {
            (string Name, byte[] Bytes)[] parts = [.. Parts];
            List<string> pieces = [.. Encoding.UTF8.GetString(parts[drawn.Item1].Bytes).Split('<')];
            int from = drawn.Item2 % pieces.Count;
            int to = drawn.Item3 % pieces.Count;
            string piece = pieces[from];
            if (drawn.Item4 != 1)
            {
                pieces.RemoveAt(from);
            }

            if (drawn.Item4 > 0)
            {
                pieces.Insert(Math.Min(to, pieces.Count), piece);
            }

            parts[drawn.Item1].Bytes = Encoding.UTF8.GetBytes(string.Join('<', pieces));
            Read(XlsxFile.Zip(parts));
        },
        cases: 3000,
        print: drawn => $"{Parts[drawn.Item1].Name}: {drawn}");

    [Fact]
    public void Numbers_that_stand_anywhere() => Gen.Select(
        Gen.Int[0, 400], Gen.OneOf("-1", "0", "2147483648", "99999999999999999999", "1e308", "-0", "NaN", "XFD1048576", "A0", "", "1048577", "4294967295")).ForAll(
        drawn =>
        {
            (string Name, byte[] Bytes)[] parts = [.. Parts];
            int place = Array.FindIndex(parts, part => part.Name.Contains(drawn.Item1 % 4 == 0 ? "styles" : drawn.Item1 % 4 == 1 ? "table1" : "sheet1.xml", StringComparison.Ordinal));
            string[] pieces = Encoding.UTF8.GetString(parts[place].Bytes).Split('"');
            int value = 1 + (2 * (drawn.Item1 % (pieces.Length / 2)));
            pieces[value] = drawn.Item2;
            parts[place].Bytes = Encoding.UTF8.GetBytes(string.Join('"', pieces));
            Read(XlsxFile.Zip(parts));
        },
        cases: 3000,
        print: drawn => $"{drawn}");

    private static void Read(byte[] bytes)
    {
        try
        {
            TableReader.Read(TableInput.Of(bytes), new TableOptions(), contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").Series.ShouldNotBeEmpty();
        }
        catch (TollamaException refusal) when (refusal.Code is ErrorCode.InvalidTable or ErrorCode.BodyTooLarge)
        {
            refusal.Message.ShouldNotBeEmpty();
        }
    }
}
