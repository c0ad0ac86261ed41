namespace Tollama.Data.Tables.Csv;

/// <summary>A table of text whose dialect is known.</summary>
internal sealed class CsvTable(TableText text, CsvDialect dialect, TableLimits limits, ShortRowTest? fits = null) : ITable
{
    public IReadOnlyList<string> Names => dialect.Names;

    public bool FirstIsUnnamed => dialect.FirstIsUnnamed;

    public bool HasHeader => dialect.HasHeader;

    public char? Delimiter => dialect.Delimiter;

    public string RowName => "line";

    public char? MarkOf(int column) => null;

    public ITableRows Rows() => CsvRows.Open(text, dialect, limits, fits);

    public ITable WithShortRows(ShortRowTest fits) => new CsvTable(text, dialect, limits, fits);
}
