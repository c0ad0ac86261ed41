using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>A column of a table read as time stamps, all cells in one format.</summary>
/// <remarks>
/// ISO 8601 goes first, then what people and other programs write, in words of seven languages or in numbers: docs/time-stamps.md has every form.
/// Of several forms that fit, the one whose steps are regular is taken. Unix time, compact times and fiscal years print as they were
/// written, all others in ISO form.
/// </remarks>
public sealed class TimestampColumn
{
    private const int CancellationInterval = 4096;
    private const double AscendingPositions = 0.5;
    private const double LooseNumbers = 0.1;
    private const double AscendingYears = 0.9;
    private const double DecimalLookalike = 0.5;
    private const double RegularDates = 0.5;

    internal TimestampColumn(Timestamp[] values, string format, IReadOnlyList<int> badRows, string? warning = null)
    {
        Values = values;
        Format = format;
        BadRows = badRows;
        Warning = warning;
    }

    /// <summary>One stamp a cell; the default value for the cells of <see cref="BadRows"/>.</summary>
    public Timestamp[] Values { get; }

    /// <summary>The format as an example that people know.</summary>
    /// <value><c>2024-12-31</c>, <c>31.12.2024</c>, <c>Dec 2024</c>, …; or <c>position</c>, <c>Unix seconds</c>, <c>Unix milliseconds</c>.</value>
    public string Format { get; }

    /// <summary>The cells, counted from 0, that are empty or do not fit the format.</summary>
    public IReadOnlyList<int> BadRows { get; }

    /// <summary>What was assumed where the column can be read in two ways; otherwise <see langword="null"/>.</summary>
    public string? Warning { get; }

    /// <summary>The same column with something to tell.</summary>
    internal TimestampColumn WithWarning(string warning) => new(Values, Format, BadRows, warning) { Problem = Problem, MayBeCodes = MayBeCodes };

    /// <summary>The same column with a reason not to use it.</summary>
    internal TimestampColumn WithProblem(string problem) => new(Values, Format, BadRows, Warning) { Problem = problem, MayBeCodes = MayBeCodes };

    /// <summary>Why the column cannot be used though its cells look like dates; otherwise <see langword="null"/>.</summary>
    internal string? Problem { get; init; }

    /// <summary>Whether the cells may as well be codes, such as W5-20 or set 10: steps or the column's name must tell.</summary>
    internal bool MayBeCodes { get; init; }

    /// <summary>Reads a column in the format that most of its cells have.</summary>
    /// <param name="cells">The cells as text; blanks around them do not count.</param>
    public static TimestampColumn Parse(IReadOnlyList<string> cells) => Read(cells, TimeHint.None, CancellationToken.None);

    /// <summary>As <see cref="Parse"/>, and stops when nobody waits any more.</summary>
    internal static TimestampColumn Read(IReadOnlyList<string> cells, TimeHint hint, CancellationToken cancellationToken)
    {
        cells = RangeCells.Starts(cells) ?? cells;
        TimestampColumn column = ReadForm(cells, hint, cancellationToken);
        return column.Problem is null && StampDoubts.Of(cells, column) is { } problem ? column.WithProblem(problem) : column;
    }

    private static TimestampColumn ReadForm(IReadOnlyList<string> cells, TimeHint hint, CancellationToken cancellationToken)
    {
        if (FiscalPeriods.Read(cells, hint.IsCalledPeriod) is { } periods)
        {
            return periods;
        }

        Timestamp[] values = new Timestamp[cells.Count];
        List<int> bad = [];
        int filled = 0;
        int numbers = 0;
        for (int row = 0; row < cells.Count; row++)
        {
            if (row % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ReadOnlySpan<char> cell = NumberColumn.Plain(cells[row]);
            filled += cell.IsEmpty ? 0 : 1;
            numbers += NumberText.Is(cell) ? 1 : 0;
            if (!Timestamp.TryParse(cell, out values[row]))
            {
                bad.Add(row);
            }
        }

        if (numbers > 0 && numbers == filled)
        {
            return NumberColumn.Read(cells, hint);
        }

        if (numbers == 0 && FiscalColumn.Read(cells) is { } fiscal)
        {
            return fiscal;
        }

        bool allIso = numbers == 0 && !hint.IsCalledWeek && cells.Count - bad.Count == filled;
        return (allIso ? null : DateColumn.Read(cells, numbers > 0 ? 0 : cells.Count - bad.Count, hint))
            ?? (numbers == 0 ? new TimestampColumn(values, Example(values, bad), bad) : Dates(cells, values));
    }

    /// <summary>How well a column reads as time stamps, to tell the time column from others.</summary>
    /// <param name="sample">Some of its cells.</param>
    /// <returns>
    /// The share of cells that are time stamps, 0 to 1. Numbers, which may be values as well, count less: ascending years
    /// 90 %, ascending positions and month.year 50 %, other numbers 10 %.
    /// </returns>
    public static double Plausibility(IReadOnlyList<string> sample) => Plausibility(sample, TimeHint.None);

    /// <summary>As <see cref="Plausibility(IReadOnlyList{string})"/>, when more is known of the column.</summary>
    internal static double Plausibility(IReadOnlyList<string> sample, TimeHint hint)
    {
        TimestampColumn column = Read(sample, hint, CancellationToken.None);
        double share = sample.Count == 0 ? 0 : 1 - ((double)column.BadRows.Count / sample.Count);
        bool ascends = Ascends(column);
        return share * (column.Format switch
        {
            NumberColumn.Position => ascends ? AscendingPositions : LooseNumbers,
            NumberColumn.Years => ascends || hint.IsCalledDate ? AscendingYears : LooseNumbers,
            "12.2024" or "2024.12" => hint.IsCalledDate || HasZeroFirst(sample) ? 1 : DecimalLookalike,
            _ when column.MayBeCodes && !hint.IsCalledDate =>
                Regularity.Of(column.Values.Where((_, row) => !column.BadRows.Contains(row))) >= RegularDates ? 1 : DecimalLookalike,
            _ when sample.All(cell => NumberText.Is(NumberColumn.Plain(cell))) && !hint.IsCalledDate => ascends ? AscendingYears : DecimalLookalike,
            _ => 1,
        });
    }

    /// <summary>01.2024: no number is written so.</summary>
    private static bool HasZeroFirst(IReadOnlyList<string> sample) => sample.Any(cell => cell.AsSpan().Trim() is ['0', not ('.' or ','), ..]);

    /// <summary>Dates read one by one; numbers among them do not belong.</summary>
    private static TimestampColumn Dates(IReadOnlyList<string> cells, Timestamp[] values)
    {
        List<int> bad = [];
        for (int row = 0; row < values.Length; row++)
        {
            ReadOnlySpan<char> cell = NumberColumn.Plain(cells[row]);
            if (NumberText.Is(cell) || !Timestamp.TryParse(cell, out _))
            {
                values[row] = default;
                bad.Add(row);
            }
        }

        return new TimestampColumn(values, Example(values, bad), bad);
    }

    private static bool Ascends(TimestampColumn column)
    {
        HashSet<int> bad = [.. column.BadRows];
        Timestamp? previous = null;
        for (int row = 0; row < column.Values.Length; row++)
        {
            if (bad.Contains(row))
            {
                continue;
            }

            if (previous is { } before && column.Values[row] < before)
            {
                return false;
            }

            previous = column.Values[row];
        }

        return true;
    }

    private static string Example(Timestamp[] values, List<int> bad)
    {
        int row = 0;
        while (row < bad.Count && bad[row] == row)
        {
            row++;
        }

        return row < values.Length ? values[row].WithLocal(new DateTime(2024, 12, 31, 0, 0, 0)).ToString() : "none";
    }
}
