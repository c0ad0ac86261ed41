using Tollama.Data.Tables.Assembly;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables;

/// <summary>Reads series from CSV as people have it: long or wide, with or without a header, in the notation of any country.</summary>
/// <remarks>
/// UTF-8 and UTF-16 by byte order mark, else UTF-8, else Windows-1252. The delimiter, the header, the decimal mark of each column
/// and the columns' roles are found out unless the options name them; what was found is in the result's roles and warnings.
/// </remarks>
public static class CsvTableReader
{
    /// <summary>Reads a table to its end.</summary>
    /// <param name="stream">The text's bytes; not disposed.</param>
    /// <param name="options">What is known of the table, and its limits.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The series with their columns' roles and all warnings.</returns>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.InvalidTable"/>: rows of different lengths, two columns of one name, no numbers, a named column that is not there,
    /// a limit; in strict mode every cell that cannot be read. <see cref="Core.Errors.ErrorCode.BodyTooLarge"/>: too many bytes.
    /// </exception>
    public static TableContent Read(Stream stream, TableOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        List<string> warnings = [];
        TableText text = TableText.Load(stream, options.Limits, cancellationToken);
        CsvDialect dialect = DialectSniffer.Sniff(text, options);
        AddDialect(warnings, text, dialect);
        IReadOnlyList<ColumnProfile> columns = TableProfiler.Profile(text, dialect, options.Limits, warnings, cancellationToken);
        RolePlan plan = RolePlanner.Plan(columns, options);
        char[] marks = DecimalMarks.Decide(columns, dialect.Delimiter, options.DecimalMark, warnings);
        LoadedTable table = LoadedTable.Load(text, dialect, plan, marks, options.Limits, cancellationToken);
        return new TableAssembly(plan, table, options, warnings).Assemble();
    }

    private static void AddDialect(List<string> warnings, TableText text, CsvDialect dialect)
    {
        if (text.Warning is not null)
        {
            warnings.Add(text.Warning);
        }

        if (dialect.PreambleLines > 0)
        {
            warnings.Add($"{dialect.PreambleLines} lines before the header were passed over");
        }

        if (!dialect.HasHeader)
        {
            warnings.Add($"the first row is data, not a header: the columns are called {string.Join(", ", dialect.Names.Take(5))}{(dialect.Names.Count > 5 ? ", …" : "")}");
        }
    }
}
