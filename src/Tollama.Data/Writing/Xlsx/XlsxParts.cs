namespace Tollama.Data.Writing.Xlsx;

/// <summary>The parts of a workbook that are the same for all: what it consists of, and how its cells are shown.</summary>
internal static class XlsxParts
{
    /// <summary>The styles of cells, by their place in the list of <see cref="Styles"/>.</summary>
    public const int Plain = 0;

    /// <inheritdoc cref="Plain" />
    public const int Header = 1;

    /// <inheritdoc cref="Plain" />
    public const int Date = 2;

    /// <inheritdoc cref="Plain" />
    public const int DateTime = 3;

    /// <inheritdoc cref="Plain" />
    public const int Milliseconds = 4;

    /// <inheritdoc cref="Plain" />
    public const int Wrapped = 5;

    /// <summary>What every part begins with.</summary>
    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";

    /// <summary>The namespace of sheets.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>How cells are shown: plain, the header in bold, dates, and long texts in several lines.</summary>
    public const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="yyyy\-mm\-dd\ hh:mm:ss.000"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    /// <summary>Where the workbook is.</summary>
    public const string RootRelations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The types of all parts.</summary>
    /// <param name="sheets">The number of sheets.</param>
    public static string ContentTypes(int sheets) =>
        """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"""
        + string.Concat(Enumerable.Range(1, sheets).Select(sheet =>
            $"""<Override PartName="/xl/worksheets/sheet{sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""))
        + "</Types>";

    /// <summary>The list of the sheets.</summary>
    /// <param name="names">Their names, ready for XML.</param>
    public static string Workbook(IReadOnlyList<string> names) =>
        $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>"""
        + string.Concat(names.Select((name, place) => $"""<sheet name="{name}" sheetId="{place + 1}" r:id="rId{place + 1}"/>"""))
        + "</sheets></workbook>";

    /// <summary>Where the sheets and the styles are.</summary>
    /// <param name="sheets">The number of sheets.</param>
    public static string WorkbookRelations(int sheets) =>
        """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
        + string.Concat(Enumerable.Range(1, sheets).Select(sheet => $"""<Relationship Id="rId{sheet}" Type="{Relations}/worksheet" Target="worksheets/sheet{sheet}.xml"/>"""))
        + $"""<Relationship Id="rId{sheets + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""";
}
