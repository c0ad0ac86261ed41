using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Csv;

/// <summary>Tables as text: comma, semicolon, tab or bar between cells, or blanks that set columns apart.</summary>
internal sealed class CsvSource : ITableSource
{
    private const string Tabs = "text/tab-separated-values";

    public IReadOnlyList<string> ContentTypes { get; } = ["text/csv", "application/csv", Tabs];

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".tab", ".txt"];

    public bool IsText => true;

    public string TypeOf(string extension) => extension.ToUpperInvariant() is ".TSV" or ".TAB" ? Tabs : ContentTypes[0];

    public bool Recognizes(ReadOnlySpan<byte> head, string? contentType) => false;

    public ITable Open(TableInput input, TableRequest request, WarningList warnings)
    {
        TableText text = TableText.Of(input);
        text = SpacedQuotes.Rewrite(text) ?? text;
        if (request.Options.Delimiter is null && AlignedText.Rewrite(text, request.Limits) is { } aligned && !DialectSniffer.DividesEvenly(text, request))
        {
            warnings.Add("the columns are divided by blanks: every line has as many cells as the first");
            text = aligned;
        }

        CsvDialect dialect = DialectSniffer.Sniff(text, request);
        AddDialect(warnings, text, dialect);
        return new CsvTable(text, dialect, request.Limits);
    }

    private static void AddDialect(WarningList warnings, TableText text, CsvDialect dialect)
    {
        if (text.Warning is not null)
        {
            warnings.Add(text.Warning);
        }

        if (dialect.PreambleLines > 0)
        {
            warnings.Add(CountText.Of(dialect.PreambleLines, "line", "lines") + $" before the header {(dialect.PreambleLines == 1 ? "was" : "were")} passed over");
        }

        if (!dialect.HasHeader)
        {
            string names = string.Join(", ", dialect.Names.Take(5)) + (dialect.Names.Count > 5 ? ", …" : "");
            warnings.Add($"the first row is data, not a header: the columns are called {names}");
        }
    }
}
