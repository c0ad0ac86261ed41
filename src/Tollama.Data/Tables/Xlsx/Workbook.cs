using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Formats;
using Tollama.Data.Tables.Xlsx.Package;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>A workbook: the list of its sheets, and what they share.</summary>
internal sealed class Workbook
{
    private const int MaxSheets = 10_000;
    private const int MaxTotals = 1000;
    private const string Usual = "xl/workbook.xml";

    private readonly BookPackage _package;
    private readonly TableLimits _limits;
    private readonly HoldBudget _budget;
    private readonly BookTexts _texts;
    private readonly CellFormats _formats = new();
    private readonly List<SheetEntry> _sheets = [];

    /// <summary>Reads all but the sheets.</summary>
    /// <exception cref="TollamaException">It is no workbook, or a damaged one.</exception>
    public Workbook(BookPackage package, TableLimits limits)
    {
        _package = package;
        _limits = limits;
        _budget = new HoldBudget(limits.MaxBytes);
        _texts = new BookTexts(_budget);
        string main = package.RelationsOf("").FirstOrDefault(relation => relation.Kind == "officeDocument")?.Path ?? Usual;
        OtherFormats.Refuse(package, main);
        IReadOnlyList<Relation> relations = package.RelationsOf(main);
        ReadList(main, relations);
        if (relations.FirstOrDefault(relation => relation.Kind == "styles") is { } styles && package.Has(styles.Path))
        {
            using PartXml xml = package.Open(styles.Path);
            _formats = CellFormats.Read(xml);
        }

        if (relations.FirstOrDefault(relation => relation.Kind == "sharedStrings") is { } shared && package.Has(shared.Path))
        {
            using PartXml xml = package.Open(shared.Path);
            _texts.ReadShared(xml);
        }
    }

    /// <summary>The sheets with cells, in their order.</summary>
    public IReadOnlyList<SheetEntry> Sheets => _sheets;

    /// <summary>Whether days are counted from 1904.</summary>
    public bool Is1904 { get; private set; }

    /// <summary>Reads a sheet.</summary>
    /// <exception cref="TollamaException">It is damaged or too large.</exception>
    public Sheet Read(SheetEntry entry)
    {
        using PartXml xml = _package.Open(entry.Path);
        Sheet sheet = new SheetReader(xml, entry.Name, _texts, _formats, _budget, _limits).Read();
        return sheet with { Is1904 = Is1904, Totals = [.. TotalsOf(entry)] };
    }

    /// <summary>Whether a sheet has a number, a date or a text like one; the beginning of it tells.</summary>
    public bool HasData(SheetEntry entry)
    {
        using PartXml xml = _package.Open(entry.Path);
        return SheetProbe.HasData(xml, _texts);
    }

    private void ReadList(string main, IReadOnlyList<Relation> relations)
    {
        Dictionary<string, string> paths = [];
        foreach (Relation relation in relations.Where(relation => relation.Kind == "worksheet"))
        {
            paths[relation.Id] = relation.Path;
        }

        using PartXml xml = _package.Open(main);
        for (int root = xml.EnterRoot("workbook"); xml.ReadChild(root);)
        {
            if (xml.Name == "workbookPr")
            {
                Is1904 = xml.Flag("date1904");
            }
            else if (xml.Name == "sheets")
            {
                ReadSheets(xml, paths);
            }
        }

        if (_sheets.Count == 0)
        {
            throw TableError.Invalid("The Excel workbook has no sheet with cells.", "Send one with a table on a sheet.");
        }
    }

    private void ReadSheets(PartXml xml, Dictionary<string, string> paths)
    {
        for (int list = xml.Enter(); xml.ReadChild(list);)
        {
            if (xml.Name == "sheet" && xml.Attribute("name") is { } name && xml.AnyAttribute("id") is { } id && paths.TryGetValue(id, out string? path))
            {
                _sheets.Add(new SheetEntry(name, path, xml.Attribute("state") is "hidden" or "veryHidden"));
            }

            if (_sheets.Count > MaxSheets)
            {
                throw BookError.Damaged($"it has more than {MaxSheets} sheets");
            }
        }
    }

    /// <summary>The rows of totals below the tables that a sheet declares.</summary>
    private List<CellRange> TotalsOf(SheetEntry entry)
    {
        List<CellRange> totals = [];
        foreach (Relation table in _package.RelationsOf(entry.Path).Where(relation => relation.Kind == "table" && _package.Has(relation.Path)).Take(MaxTotals))
        {
            using PartXml xml = _package.Open(table.Path);
            _ = xml.EnterRoot("table");
            if (CellRange.TryRead(xml.Attribute("ref"), out CellRange range) && int.TryParse(xml.Attribute("totalsRowCount"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 && count < range.Height)
            {
                totals.Add(range with { First = new CellPlace(range.Last.Row - count + 1, range.First.Column) });
            }
        }

        return totals;
    }
}
