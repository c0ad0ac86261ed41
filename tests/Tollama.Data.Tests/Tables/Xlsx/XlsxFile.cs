using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tollama.Data.Tests.Tables.Xlsx;

/// <summary>A workbook that a test writes part by part.</summary>
internal sealed class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, string Rows, string After, string State)> _sheets = [];
    private readonly List<(string Name, byte[] Bytes)> _others = [];

    /// <summary>The content of the list of shared texts.</summary>
    public string Shared { get; init; } = "";

    /// <summary>The codes of the formats of the styles 1, 2, 3, …; a number is one that is built in.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The attributes of the workbook's properties.</summary>
    public string Properties { get; init; } = "";

    /// <summary>A workbook with one sheet.</summary>
    public static byte[] Of(string rows, string after = "", params string[] formats) => new XlsxFile { Formats = formats }.Add("Sheet1", rows, after).ToBytes();

    /// <summary>Rows of cells: numbers and texts as they are, dates as numbers with the style 1 behind an @.</summary>
    public static string Rows(params string[] lines) => string.Concat(lines.Select(line => $"<row>{string.Concat(line.Split('|').Select(Cell))}</row>"));

    /// <summary>Adds a sheet.</summary>
    public XlsxFile Add(string name, string rows, string after = "", string state = "visible")
    {
        _sheets.Add((name, rows, after, state));
        return this;
    }

    /// <summary>Adds a part as it is.</summary>
    public XlsxFile AddPart(string name, string text) => AddPart(name, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="AddPart(string, string)" />
    public XlsxFile AddPart(string name, byte[] bytes)
    {
        _others.Add((name, bytes));
        return this;
    }

    /// <summary>Its parts by name; a part that was added goes before one of its own.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Parts()
    {
        string codes = string.Concat(Formats.Select((code, place) => (code, place)).Where(pair => !IsBuiltIn(pair.code, out _))
            .Select(pair => $"<numFmt numFmtId=\"{164 + pair.place}\" formatCode=\"{System.Security.SecurityElement.Escape(pair.code)}\"/>"));
        string styles = string.Concat(Formats.Select((code, place) => $"<xf numFmtId=\"{(IsBuiltIn(code, out int id) ? id : 164 + place)}\"/>"));
        string sheets = string.Concat(_sheets.Select((sheet, place) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{place + 1}\" state=\"{sheet.State}\" r:id=\"rId{place + 1}\"/>"));
        string relations = string.Concat(_sheets.Select((_, place) => Relation($"rId{place + 1}", "worksheet", $"worksheets/sheet{place + 1}.xml")))
            + Relation("rIdA", "styles", "styles.xml") + Relation("rIdB", "sharedStrings", "sharedStrings.xml");
        (string, string)[] own =
        [
            ("_rels/.rels", $"<Relationships xmlns=\"{PackageRelations}\">{Relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr {Properties}/><sheets>{sheets}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{PackageRelations}\">{relations}</Relationships>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Shared}</sst>"),
            .. _sheets.Select((sheet, place) => ($"xl/worksheets/sheet{place + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheet.Rows}</sheetData>{sheet.After}</worksheet>")),
        ];
        return [.. _others, .. own.Where(part => !_others.Any(other => other.Name == part.Item1)).Select(part => (part.Item1, Encoding.UTF8.GetBytes(part.Item2)))];
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes() => Zip(Parts());

    /// <summary>A zip archive.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        using MemoryStream output = new();
        using (ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in parts)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return output.ToArray();
    }

    /// <summary>One relation of a part.</summary>
    public static string Relation(string id, string kind, string target) => $"<Relationship Id=\"{id}\" Type=\"{Relations}/{kind}\" Target=\"{target}\"/>";

    private static bool IsBuiltIn(string code, out int id) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out id) && !code.StartsWith("00", StringComparison.Ordinal);

    private static string Cell(string cell) =>
        cell.Length == 0 ? "<c/>"
        : cell[0] == '@' ? $"<c s=\"1\"><v>{cell[1..]}</v></c>"
        : cell[0] == '<' ? cell
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"<c><v>{cell}</v></c>"
        : $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(cell)}</t></is></c>";
}
