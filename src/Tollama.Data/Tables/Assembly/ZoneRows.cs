using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The rows of a table whose time stamps are local times of a zone.</summary>
internal sealed class ZoneRows
{
    private readonly ZoneLog _log;
    private readonly ZonedStamps _stamps;
    private readonly ZoneClock _clock;
    private readonly CodedColumn _column;
    private readonly Func<int, Timestamp> _at;
    private readonly bool _areDays;

    private ZoneRows(ZoneClock clock, CodedColumn column, bool areDays, Func<int, Timestamp> at)
    {
        _clock = clock;
        _log = new ZoneLog(clock.Name);
        _stamps = new ZonedStamps(clock, _log);
        _column = column;
        _areDays = areDays;
        _at = at;
    }

    /// <summary>How many rows may repeat the time stamp of another because the clocks were set back.</summary>
    public int DoubledCount => Enumerable.Range(0, _column.Codes.Count).Count(IsDoubled) / 2;

    /// <summary>The rows in a zone; <see langword="null"/> when the stamps are days, longer periods or positions.</summary>
    /// <param name="zone">The zone's name.</param>
    /// <param name="column">The column of time stamps.</param>
    /// <param name="values">The different stamps.</param>
    /// <param name="at">The stamp of a row.</param>
    public static ZoneRows? Of(string zone, CodedColumn column, Timestamp[] values, Func<int, Timestamp> at) =>
        ZoneClock.Of(zone) is { } clock && ZonedStamps.Apply(values) ? new ZoneRows(clock, column, ZonedStamps.AreDays(values), at) : null;

    /// <summary>What is wrong with the local time of a row; <see langword="null"/> for nothing.</summary>
    public string? FaultOf(int row) => _areDays ? null : _stamps.FaultOf(_at(row));

    /// <summary>Rows that are the same as an earlier one, without those that are the second pass of a doubled hour in which the value was the same.</summary>
    /// <param name="same">The rows, ascending.</param>
    /// <param name="ids">The series of each row.</param>
    public IReadOnlyList<int> WithoutSecondPasses(IReadOnlyList<int> same, CodedColumn? ids)
    {
        (int Series, int Stamp) Cell(int row) => (ids?.Codes[row] ?? 0, _column.Codes[row]);
        int plain = same.Count(row => !IsDoubled(row));
        if (plain == same.Count || plain * 2 >= _column.Codes.Count - plain)
        {
            // A table that was written twice as a whole has its doubled hours twice, too.
            return same;
        }

        HashSet<(int Series, int Stamp)> doubled = [.. same.Where(IsDoubled).Select(Cell)];
        HashSet<int> left = [.. same];
        Dictionary<(int Series, int Stamp), int> kept = [];
        foreach (int row in Enumerable.Range(0, _column.Codes.Count).Where(row => !left.Contains(row) && doubled.Contains(Cell(row))))
        {
            kept[Cell(row)] = kept.GetValueOrDefault(Cell(row)) + 1;
        }

        return [.. same.Where(row => !IsDoubled(row) || (kept[Cell(row)] += 1) != 2)];
    }

    /// <summary>The moment of each row; of rows that are in no group the default value.</summary>
    public Timestamp[] Resolve(RowGroups groups, WarningList warnings)
    {
        Timestamp[] zoned = new Timestamp[_column.Codes.Count];
        for (int group = 0; group < groups.Count; group++)
        {
            int[] rows = groups[group].ToArray();
            Timestamp[] moments = _stamps.Resolve(Array.ConvertAll(rows, row => _at(row)), _areDays);
            for (int place = 0; place < rows.Length; place++)
            {
                zoned[rows[place]] = moments[place];
            }
        }

        warnings.AddRange(_log.Warnings);
        return zoned;
    }

    private bool IsDoubled(int row) => !_areDays && _at(row) is { IsIndex: false, Offset: null, Zone: null, IsUnixTime: false } stamp && _clock.Moments(stamp.Ticks).IsDoubled;
}
