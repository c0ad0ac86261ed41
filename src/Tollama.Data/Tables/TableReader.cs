using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Assembly;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Tables.Turning;
using Tollama.Data.Tables.Xlsx;

namespace Tollama.Data.Tables;

/// <summary>Reads series from tables as people have them: long or wide, with or without a header, in the notation of any country.</summary>
/// <remarks>
/// Text with delimiters; a sheet of an Excel workbook; JSON: an array of records, a record a line, or a data frame as pandas writes it; Parquet; Arrow, as a stream or a file. The beginning of the bytes tells.
/// UTF-8 and UTF-16 by byte order mark, else UTF-8, else Windows-1252. The delimiter, the header, the decimal mark of each column
/// and the columns' roles are found out unless the options name them; what was found is in the result's roles and warnings.
/// </remarks>
public static class TableReader
{
    /// <summary>True for a content type under which tables are sent.</summary>
    public static bool IsTable(string contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        return TableFormats.OfType(contentType) is not null;
    }

    /// <summary>True for bytes that begin like a table that is no text, or like a file that is no table at all: nothing else is meant by them.</summary>
    public static bool IsTable(ReadOnlySpan<byte> head) => TableFormats.OfBytes(head) is not null || UnreadFormats.WordsOf(head) is not null;

    /// <summary>True for a content type under which tables of JSON lines are sent.</summary>
    public static bool IsJson(string contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        return TableFormats.OfType(contentType) == TableFormats.Json;
    }

    /// <summary>The content type of a file, by how its name ends: <c>sales.csv</c>, <c>sales.csv.gz</c>; <see langword="null"/> when it ends like no table.</summary>
    public static string? TypeOf(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return TableFormats.TypeOf(fileName);
    }

    /// <summary>What the formats are called where one is named: as the names of files end, without the dot.</summary>
    public static IReadOnlyList<string> FormatNames { get; } = [.. TableFormats.Extensions.Select(extension => extension[1..])];

    /// <summary>Reads a table.</summary>
    /// <param name="input">The whole table; it is read in place, and not needed afterwards.</param>
    /// <param name="options">What is known of the table.</param>
    /// <param name="reading">How strictly, and how large it may be; <see langword="null"/> for the defaults.</param>
    /// <param name="contentType">Which format it is in, where its first bytes do not tell; by default what they look like.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The series with their columns' roles and all warnings.</returns>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidTable"/>: rows of different lengths, two columns of one name, no numbers, a named column that is not there,
    /// a limit; in strict mode every cell that cannot be read. <see cref="ErrorCode.BodyTooLarge"/>: too many bytes.
    /// </exception>
    public static TableContent Read(
        TableInput input, TableOptions options, TableReading? reading = null, string? contentType = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        TableRequest request = new(options, reading ?? new TableReading()) { Cancellation = cancellationToken };
        if (input.Length > request.Limits.MaxBytes)
        {
            throw TableError.TooManyBytes(request.Limits.MaxBytes);
        }

        WarningList warnings = new();
        ITableSource source = TableFormats.Of(input.Head, contentType, warnings);
        if (options.Sheet is not null && source is not XlsxSource)
        {
            throw TableError.Invalid("sheet= names a sheet of an Excel workbook, but the table is none.", "Leave it out.");
        }

        ITable table = source.Open(input, request, warnings);
        request.Reading.Passed?.Invoke("open");
        IReadOnlyList<ColumnProfile> columns = TableProfiler.Profile(ref table, fillsShortRows: !request.Reading.Strict, warnings, cancellationToken);
        request.Reading.Passed?.Invoke("profile");
        MixedPeriods.Refuse(columns, options);
        bool isTurned = HeaderTimesFinder.Find(columns, options) is { } times && Turn(times, warnings, ref table, ref columns, ref options, cancellationToken);
        IReadOnlyList<NumberStyle> styles = NumberStyleChooser.Decide(columns, table, options.DecimalMark, warnings);
        (RolePlan plan, LoadedTable loaded, SortedRows sorted) = Sort(options);
        IReadOnlyList<string> knownAhead = request.Reading.LooksAhead ? KnownAhead.Find(plan, loaded, sorted, cancellationToken) : [];
        if (knownAhead.Count > 0)
        {
            warnings.Add(
                $"the rows after the last value are the future, for which {Excerpt.List(knownAhead)} {(knownAhead.Count == 1 ? "is" : "are")} known: "
                + "say future_covariates= if others are known, too");
            (plan, loaded, sorted) = Sort(options with { FutureCovariates = knownAhead });
            plan = plan with { Reasons = new Dictionary<string, string>(plan.Reasons.Where(pair => !knownAhead.Contains(pair.Key)).Concat(knownAhead.Select(name => KeyValuePair.Create(name, RoleReasons.Ahead)))) };
        }

        foreach (ColumnProfile column in columns)
        {
            column.Capture?.Release();
        }

        // A row of a year has cells of months that have not come; in a row of a series each cell is a step.
        plan = plan with { TrimsEnds = plan.TrimsEnds && (request.Reading.LooksAhead || options.TimeColumns.Count > 1) };
        return new TableAssembly(plan, loaded, sorted, request.Reading, warnings).Assemble(cancellationToken);

        (RolePlan, LoadedTable, SortedRows) Sort(TableOptions named)
        {
            RolePlan roles = RolePlanner.Plan(table, columns, named, isTurned, cancellationToken);
            LoadedTable cells = LoadedTable.Load(table, roles, styles, request.Limits, cancellationToken);
            request.Reading.Passed?.Invoke("load");
            SortedRows rows = new(roles, cells, request.Reading, cancellationToken);
            request.Reading.Passed?.Invoke("sort");
            return (roles, cells, rows);
        }
    }

    /// <summary>Reads the tables of one or several files. One alone is read as it is; of several, each series is called after its file first.</summary>
    /// <param name="files">The files, each in a format of its own. Where there are several, each has a name, different from the others'.</param>
    /// <param name="options">What is known of the tables; it is true of all of them.</param>
    /// <param name="reading">How strictly, and how large they may be together; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TollamaException">One of them cannot be read, and the message names it; their columns have different roles; a limit.</exception>
    public static TableContent Read(IReadOnlyList<TableFile> files, TableOptions options, TableReading? reading = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 1)
        {
            return Read(files[0].Input, options, reading, files[0].ContentType, cancellationToken);
        }

        FileJoin join = new((reading ?? new TableReading()).Limits);
        foreach (TableFile file in files)
        {
            TableContent table;
            try
            {
                table = Read(file.Input, options, reading, file.ContentType, cancellationToken);
            }
            catch (TollamaException fault)
            {
                throw TableError.InFile(file.Name, fault);
            }

            join.Add(file.Name, table);
        }

        return join.Join();
    }

    private static bool Turn(
        HeaderTimes times, WarningList warnings, ref ITable table, ref IReadOnlyList<ColumnProfile> columns, ref TableOptions options, CancellationToken cancellationToken)
    {
        warnings.Add(times.Warning);
        (string time, string value) = times.NewNames();
        IReadOnlySet<int> totals = times.Part == TimePart.Stamp ? TotalRows.Find(table, times, warnings, cancellationToken) : new HashSet<int>();
        table = new TurnedTable(table, times, totals);
        columns = TableProfiler.Profile(ref table, fillsShortRows: false, new WarningList(), cancellationToken);
        options = options with { TimeColumns = [.. times.Beside.Select(column => column.Name), time], TargetColumns = [value] };
        return true;
    }
}
