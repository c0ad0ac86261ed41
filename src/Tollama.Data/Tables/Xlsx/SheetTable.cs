using Tollama.Core.Errors;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Tables.Xlsx.Sheets;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>The table on a sheet: where its header is, its columns, and its rows.</summary>
internal sealed class SheetTable : ITable
{
    private const int MaxSample = 200;

    private readonly CsvDialect _dialect;

    private SheetTable(Sheet sheet, SheetColumns columns, CsvDialect dialect, MergedCells merged, TableLimits limits)
    {
        Sheet = sheet;
        Columns = columns;
        Merged = merged;
        Limits = limits;
        _dialect = dialect;
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The columns.</summary>
    public SheetColumns Columns { get; }

    /// <summary>The cells whose value holds for several rows.</summary>
    public MergedCells Merged { get; }

    /// <summary>How large the table may be.</summary>
    public TableLimits Limits { get; }

    /// <summary>How many rows of the sheet with cells stand before the first row of the table.</summary>
    public int Before { get; private init; }

    /// <summary>The place of the table's last row among those of the sheet with cells.</summary>
    public int Last { get; private set; }

    /// <summary>The names as the header has them; none if there is no header.</summary>
    public IReadOnlyList<string> Header => _dialect.HasHeader ? _dialect.Names : [];

    public IReadOnlyList<string> Names => _dialect.Names;

    public bool FirstIsUnnamed => _dialect.FirstIsUnnamed;

    public char? Delimiter => null;

    public string RowName => "row";

    public char? MarkOf(int column) => Columns.All[column].HasNumbers ? Columns.All[column].Mark : null;

    // A cell that a sheet does not have is empty.
    public ITable WithShortRows(ShortRowTest fits) => this;

    public ITableRows Rows() => new SheetRows(this);

    /// <summary>Finds the table on a sheet.</summary>
    /// <exception cref="TollamaException">There is none, or it is too large.</exception>
    public static SheetTable Open(Sheet sheet, TableRequest request, WarningList warnings)
    {
        SheetColumns columns = SheetColumns.Find(sheet, request);
        List<SampleRecord> records = FirstRows(sheet, columns);
        string? joined = HeaderLines.Join(records, sheet.Merged, columns);
        CsvSample sample = CsvSample.Of(records, columns.All.Count);
        if (sample.First < 0)
        {
            throw TableError.Invalid($"The sheet '{Excerpt.Of(sheet.Name)}' is empty.", "Name another with sheet=, or send a header and at least one row.");
        }

        CsvDialect dialect = DialectSniffer.Describe(sample, request.Limits, "Give every column a name of its own, in one cell above it.");
        int before = dialect.Offset + (dialect.HasHeader ? 1 : 0);
        MergedCells merged = MergedCells.Find(sheet, columns, dialect.Names, dialect.Line + (dialect.HasHeader ? 1 : 0), warnings);
        SheetTable table = new(sheet, columns, dialect, merged, request.Limits) { Before = before, Last = sheet.Cells.RowCount - 1 };
        if (joined is not null)
        {
            warnings.Add($"the header has several lines, with names that are merged over several columns: they were joined, as in '{Excerpt.Of(joined)}'");
        }

        table.TakeDays(warnings);
        SheetWarnings.Add(table, dialect, warnings);
        table.LeaveOutFooters(warnings);
        return table;
    }

    private static List<SampleRecord> FirstRows(Sheet sheet, SheetColumns columns)
    {
        List<SampleRecord> records = [];
        RowCells cells = new(sheet, columns);
        int line = 0;
        for (SheetCursor cursor = sheet.Cells.Rows(); records.Count < MaxSample && cursor.Read();)
        {
            if (line > 0 && cursor.Row > line + 1)
            {
                records.Add(new SampleRecord([.. Enumerable.Repeat("", columns.All.Count)], cursor.Ordinal, line + 1));
            }

            cells.Take(cursor);
            records.Add(new SampleRecord(cells.ToTexts(), cursor.Ordinal, cursor.Row));
            line = cursor.Row;
        }

        return records;
    }

    private void TakeDays(WarningList warnings)
    {
        for (int place = 0; Sheet.Is1904 && place < Names.Count; place++)
        {
            if (TimeNames.IsTime(Names[place]) && Columns.All[place].TakeDays())
            {
                warnings.Add($"column '{Excerpt.Of(Names[place])}': its numbers are taken as days counted from 1904, as the workbook counts them");
            }
        }
    }

    /// <summary>Leaves out words below the last row with several cells, each alone in its row: sources and notes.</summary>
    private void LeaveOutFooters(WarningList warnings)
    {
        if (Columns.All.Count == 1)
        {
            return;
        }

        RowCells cells = new(Sheet, Columns);
        int count = 0;
        string first = "";
        bool areWords = true;
        for (SheetCursor cursor = Sheet.Cells.Rows(); cursor.Read();)
        {
            if (cursor.Ordinal <= Math.Max(Columns.LastFull, Before - 1))
            {
                continue;
            }

            cells.Take(cursor);
            int place = Enumerable.Range(0, Columns.All.Count).FirstOrDefault(column => cells.Value(column).Kind != CellKind.Empty, -1);
            if (place < 0)
            {
                continue;
            }

            string text = cells[place].ToString();
            areWords &= cells.Value(place).Kind == CellKind.Text && !CsvSample.IsNumberOrTime(text) && TimestampColumn.Parse([text]).BadRows.Count == 1;
            first = count++ == 0 ? $"{Sheet.At(cursor.Row, Columns.All[place].Column)}, '{TableError.Shorten(text)}'" : first;
        }

        if (count > 0 && areWords)
        {
            Last = Columns.LastFull;
            warnings.Add(CountText.Of(count, "row below the table was", "rows below the table were") + $" left out (first: {first})");
        }
    }
}
