using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The time stamp of every row, and the rows that have none.</summary>
internal sealed class RowTimes
{
    /// <summary>More different cells than this that cannot be read are no slips: rows are not left out by the dozen.</summary>
    private const int FewSlips = 2;

    private const double TolerableShare = 0.1;

    /// <summary>So many rows have a sum.</summary>
    private const int LeastSummed = 3;

    private readonly CodedColumn? _column;
    private readonly Timestamp[] _values = [];
    private readonly HashSet<int> _badCodes = [];
    private Timestamp[]? _zoned;
    private readonly HashSet<int> _totals = [];
    private int _totalCount;
    private int _totalRow = -1;

    /// <exception cref="TollamaException">The column's cells cannot be read as time stamps.</exception>
    public RowTimes(LoadedTable table, RolePlan plan, TableReading reading, WarningList warnings, CancellationToken cancellationToken)
    {
        _column = table.Time;
        if (_column is null || plan.Time?.Name is not { } name)
        {
            LeaveOutTotal(table, plan, warnings);
            return;
        }

        TimestampColumn parsed = TimestampColumn.Read(_column.Texts, plan.TimeHint, cancellationToken);
        if (parsed.Problem is { } problem)
        {
            throw TableError.Invalid($"column '{Excerpt.Of(name)}': {problem}", "Another column of time stamps can be named with time=.");
        }

        warnings.AddRange(table.Warnings.Items);
        _values = parsed.Values;
        _badCodes = [.. parsed.BadRows];
        Moments = OneOfEach(_column, _values, _badCodes);
        if (parsed.Warning is not null)
        {
            warnings.Add($"column '{name}': {parsed.Warning}");
        }

        _totals = [.. _badCodes.Where(code => TotalWords.Is(_column.Texts[code]))];
        FindFaults(table, name);
        if (_totalCount > 0)
        {
            warnings.Add(CountText.Of(_totalCount, "row", "rows") + $" with sums of others ('{TableError.Shorten(_column.Texts[_totals.Min()])}') {(_totalCount == 1 ? "was" : "were")} left out");
        }

        int nothing = _column.CodeOf("");
        int empty = nothing < 0 ? 0 : Enumerable.Range(0, table.Count).Count(row => _column.Codes[row] == nothing);
        if (empty > FewSlips && empty > TolerableShare * table.Count)
        {
            throw TableError.Invalid(
                $"column '{Excerpt.Of(name)}': {empty} of {table.Count} rows have no time stamp (first: {table.Source.RowName} {table.Lines[Enumerable.Range(0, table.Count).First(IsBad)]}).",
                "Write the time stamp in every row, also where it is the one of the row above.");
        }

        if (parsed.BadRows.FirstOrDefault(code => HasRepeatedHour(_column.Texts[code]), -1) is >= 0 and int repeated)
        {
            throw TableError.Invalid(
                $"column '{Excerpt.Of(name)}': '{TableError.Shorten(_column.Texts[repeated])}' is the hour that comes twice when clocks are put back, but no offset says which one.",
                "Write times with their offsets, such as 2024-10-27T02:00+02:00, or the date and the hour in two columns.");
        }

        int unreadable = parsed.BadRows.Count(code => _column.Texts[code].Length > 0 && !_totals.Contains(code));
        if (unreadable > FewSlips && unreadable > TolerableShare * _column.Texts.Count)
        {
            throw TableError.Invalid(
                $"The table has {CountText.Of(BadCount, "row", "rows")} whose time stamp cannot be read; the first: {Faults[0].Msg}; most others are read as {parsed.Format}.",
                "Write all time stamps in one form, such as 2024-01-31, or name another column with time=.",
                Faults);
        }

        Zone = (reading.TimeZone ?? TimeNames.ZoneOf(name)) is { } zone ? ZoneRows.Of(zone, _column, [.. _values.Where((_, code) => !_badCodes.Contains(code))], row => At(row, 0)) : null;
        if (Zone is not null && reading.TimeZone is null)
        {
            warnings.Add($"column '{name}': the times are taken as those of {TimeNames.ZoneOf(name)}, in summer and in winter. Say timezone= if that is wrong");
        }
    }

    /// <summary>The cells that could be read, each different one once, and what they were read as.</summary>
    public (IReadOnlyList<string> Texts, IReadOnlyList<Timestamp> Stamps) Read()
    {
        int[] codes = [.. Enumerable.Range(0, _values.Length).Where(code => !_badCodes.Contains(code))];
        return ([.. codes.Select(code => _column!.Texts[code])], [.. codes.Select(code => _values[code])]);
    }

    /// <summary>Whether the table has time stamps.</summary>
    public bool HasColumn => _column is not null;

    /// <summary>The stamps of the rows with one code for each moment: a day that is written in two ways is one. <see langword="null"/> when the table has none.</summary>
    public CodedColumn? Moments { get; }

    /// <summary>How many rows have no readable time stamp.</summary>
    public int BadCount { get; private set; }

    /// <summary>The first of those rows.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>The rows as local times of a zone; <see langword="null"/> when no zone was said, or the times are days.</summary>
    public ZoneRows? Zone { get; }

    /// <summary>How many rows may repeat a stamp because the clocks were set back.</summary>
    public int DoubledCount => Zone?.DoubledCount ?? 0;

    public bool IsBad(int row) => row == _totalRow || (_badCodes.Count > 0 && _badCodes.Contains(_column!.Codes[row]));

    /// <summary>The row's time stamp, or its position in the series when the table has none.</summary>
    public Timestamp At(int row, int position) => _column is null ? Timestamp.FromIndex(position) : _zoned is { } zoned ? zoned[row] : _values[_column.Codes[row]];

    /// <summary>The time stamps of some rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">The position of the first of them in the series.</param>
    public IReadOnlyList<Timestamp> Of(RowSet rows, int start) => Of(_column?.Codes, _values, _zoned, rows, start);

    /// <summary>Whether a row may be left out for its time stamp.</summary>
    public bool HasBad => _totalRow >= 0 || _badCodes.Count > 0;

    /// <summary>Takes the rows as moments of their zone, if they have one.</summary>
    public void Settle(RowGroups groups, WarningList warnings) => _zoned = Zone?.Resolve(groups, warnings) ?? _zoned;

    // What a list remembers lives as long as its series: so neither the texts of the stamps nor the table.
    private static PickedList<Timestamp> Of(ChunkedList<int>? codes, Timestamp[] values, Timestamp[]? zoned, RowSet rows, int start) =>
        codes is null ? new PickedList<Timestamp>(rows, (_, index) => Timestamp.FromIndex(start + index))
        : zoned is not null ? new PickedList<Timestamp>(rows, (row, _) => zoned[row])
        : new PickedList<Timestamp>(rows, (row, _) => values[codes[row]]);

    /// <summary>The earliest and the latest time stamp as written.</summary>
    public (string First, string Last)? Range()
    {
        int first = -1;
        int last = -1;
        for (int code = 0; code < _values.Length; code++)
        {
            if (!_badCodes.Contains(code))
            {
                first = first < 0 || _values[code] < _values[first] ? code : first;
                last = last < 0 || _values[code] > _values[last] ? code : last;
            }
        }

        return first < 0 ? null : (_column!.Texts[first], _column.Texts[last]);
    }

    /// <summary>The column with one code for all texts that are the same moment; the column itself where each is written in one way.</summary>
    private static CodedColumn OneOfEach(CodedColumn column, Timestamp[] values, HashSet<int> bad)
    {
        // Stamps that rise are all different, as those of most tables are; the others are sorted, not in a set, as whoever writes the table could choose stamps that all have one hash code.
        int[] order = [.. Enumerable.Range(0, values.Length).Where(code => !bad.Contains(code))];
        if (order.Zip(order.Skip(1)).All(pair => values[pair.First] < values[pair.Second]))
        {
            return column;
        }

        Timestamp[] stamps = Array.ConvertAll(order, code => values[code]);
        Array.Sort(stamps, order);
        int[] first = [.. Enumerable.Range(0, values.Length)];
        bool areDifferent = true;
        for (int place = 1; place < order.Length; place++)
        {
            if (stamps[place] == stamps[place - 1])
            {
                first[order[place]] = first[order[place - 1]];
                areDifferent = false;
            }
        }

        if (areDifferent)
        {
            return column;
        }

        CodedColumn moments = new();
        foreach (int code in column.Codes)
        {
            moments.Add(column.Texts[first[code]]);
        }

        return moments;
    }

    /// <summary>Whether a cell ends with an hour such as 2A or 3B:00.</summary>
    private static bool HasRepeatedHour(string cell)
    {
        int at = cell.LastIndexOf(' ');
        return at > 0 && cell.Length > at + 2 && ClockCell.Read(cell[(at + 1)..]) is { Repeat: not '\0' };
    }

    /// <summary>Without time stamps, a last row that alone is called a total sums up the others.</summary>
    private void LeaveOutTotal(LoadedTable table, RolePlan plan, WarningList warnings)
    {
        int last = table.Count - 1;
        ColumnProfile? named = last < LeastSummed ? null : plan.Ids.FirstOrDefault(column => table.Codes(column) is var texts
            && TotalWords.Is(texts.TextAt(last)) && !texts.TextAt(last).Any(char.IsAsciiDigit) && texts.Codes.Take(last).All(code => code != texts.Codes[last]));
        if (named is not null)
        {
            _totalRow = last;
            warnings.Add($"1 row with sums of others ('{TableError.Shorten(table.Codes(named).TextAt(last))}' in column '{Excerpt.Of(named.Name)}') was left out; if it is a value, give it another name");
        }
    }

    private void FindFaults(LoadedTable table, string name)
    {
        for (int row = 0; row < table.Count && _badCodes.Count > 0; row++)
        {
            if (!IsBad(row))
            {
                continue;
            }

            if (_totals.Contains(_column!.Codes[row]))
            {
                _totalCount++;
                continue;
            }

            BadCount++;
            if (Faults.Count < TableError.MaxFaults)
            {
                string text = _column!.Texts[_column.Codes[row]];
                Faults.Add(TableError.At("time", table.Lines[row], name, $"'{TableError.Shorten(text)}' is not a time stamp", text, table.Source.RowName));
            }
        }
    }
}
