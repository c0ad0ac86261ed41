using System.Globalization;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds the columns that are called by one kind of part of a time: months, weekdays, hours.</summary>
internal static class HeaderPart
{
    /// <summary>So many names of months, or of days, are no accident.</summary>
    private const int LeastNames = 3;

    private const int LeastWeekdays = 5;
    private const int LeastWeeks = 26;
    private const int LeastClocks = 6;
    private const int HoursOfDay = 24;
    private const int ShortestMonth = 28;

    private static readonly int[] Slots = [23, 24, 25, 46, 48, 50, 92, 96, 100, 288];

    /// <summary>The columns that are called by a part; none when they are too few to be sure, or two have the same part.</summary>
    public static ColumnProfile[] Find(TimePart part, IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile[] found = part switch
        {
            TimePart.Month => Named(columns, IsMonthName, LeastNames) is { Length: > 0 } named ? named : Numbered(columns, count => count == 12) is { Length: > 0 } plain ? plain : Numbered(columns, count => count == 12, MonthNumber),
            TimePart.Quarter => Named(columns, name => IsUnit(TimePart.Quarter, name), 4) is { Length: 4 } quarters ? quarters : Numbered(columns, count => count == 4),
            TimePart.Half => Named(columns, name => IsUnit(TimePart.Half, name), 2) is { Length: 2 } halves && !columns.Any(column => IsThird(LabelOf(column))) ? halves : [],
            TimePart.Week => Named(columns, name => IsUnit(TimePart.Week, name), LeastWeeks) is { Length: > 0 } weeks ? weeks : Numbered(columns, count => count is 52 or 53),
            TimePart.Day => Numbered(columns, count => count is >= ShortestMonth and <= 31),
            TimePart.Weekday => Weekdays(columns),
            TimePart.Clock => Clocks(columns),
            TimePart.Slot => Numbered(columns, Slots.Contains, SlotNumber),
            _ => [],
        };
        return HasTwice(part, found) ? [] : found;
    }

    /// <summary>The label as a cell of its part: a month M1 as 1, a quarter 1 as Q1.</summary>
    public static string LabelOf(TimePart part, ColumnProfile column)
    {
        string label = LabelOf(column);
        return part switch
        {
            TimePart.Quarter when TimePartCells.Number(label) is { } quarter => $"Q{quarter.ToString(CultureInfo.InvariantCulture)}",
            TimePart.Month when MonthNumber(label) is { } month => month.ToString(CultureInfo.InvariantCulture),
            _ => label,
        };
    }

    private static string LabelOf(ColumnProfile column) => column.Name.Trim();

    /// <summary>The number of a month that is called M1 or month_01.</summary>
    private static int? MonthNumber(string name)
    {
        string start = name.TrimEnd("0123456789".ToCharArray());
        return start.Length < name.Length && start.TrimEnd('_', '-', ' ') is { Length: > 0 } word && (word is "M" or "m" || TimePartNames.Of(word) == TimePart.Month)
            ? TimePartCells.Number(name[start.Length..])
            : null;
    }

    private static int? SlotNumber(string name) => TimePartCells.FitByName(TimePart.Slot, [name]) ? TimePartCells.ValueOf(name) : null;

    /// <summary>Whether a name follows those of two halves: they are hours then.</summary>
    private static bool IsThird(string name) => name.Equals("h3", StringComparison.OrdinalIgnoreCase);

    private static ColumnProfile[] Named(IReadOnlyList<ColumnProfile> columns, Func<string, bool> isPart, int least) =>
        columns.Where(column => isPart(LabelOf(column))).ToArray() is { } found && found.Length >= least ? found : [];

    private static bool IsMonthName(string name) => TimePartCells.Number(name) is null && !name.Any(char.IsAsciiDigit) && TimePartCells.Fit(TimePart.Month, [name]);

    private static bool IsUnit(TimePart part, string name) => TimePartCells.Number(name) is null && TimePartCells.Fit(part, [name]);

    private static ColumnProfile[] Weekdays(IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile[] found = [.. columns.Where(column => WeekdayNames.Of([LabelOf(column)]) is not null)];
        return found.Length >= LeastWeekdays && WeekdayNames.Of([.. found.Select(LabelOf)]) is not null ? found : [];
    }

    /// <summary>Times of day that are written out, or hours with a mark: 00:30, 00-01, HE1, H1, 2A beside plain hours.</summary>
    private static ColumnProfile[] Clocks(IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile[] marked = [.. columns.Where(column => ClockCell.Read(LabelOf(column)) is { } clock && (clock.Number < 0 || clock.IsRange || TimePartCells.Number(LabelOf(column)) is null))];
        ColumnProfile[] hours = Numbered(columns, count => count is 24 or 25);
        if (marked.Length > 0 && marked.All(column => ClockCell.Read(LabelOf(column)) is { Repeat: not '\0' }))
        {
            return [.. columns.Where(column => marked.Contains(column) || TimePartCells.Number(LabelOf(column)) is >= 0 and <= 24)];
        }

        // H1 to H8 may be sensors: without a colon the hours of a whole day tell.
        bool areWritten = marked.All(column => ClockCell.Read(LabelOf(column)) is { Number: < 0 } or { IsRange: true } or { IsEnding: true });
        return marked.Length >= (areWritten ? LeastClocks : HoursOfDay) ? marked : hours;
    }

    /// <summary>Columns called 1, 2, 3, or 0, 1, 2, one after the other.</summary>
    private static ColumnProfile[] Numbered(IReadOnlyList<ColumnProfile> columns, Func<int, bool> isCount, Func<string, int?>? called = null)
    {
        int? Number(ColumnProfile column) => TimePartCells.Number(LabelOf(column)) ?? called?.Invoke(LabelOf(column));

        ColumnProfile[] found = [.. columns.Where(column => Number(column) is not null)];
        int first = found.Length == 0 ? -1 : Number(found[0])!.Value;
        return first is 0 or 1 && isCount(found.Length) && found.Select((column, index) => Number(column) == first + index).All(follows => follows) ? found : [];
    }

    private static bool HasTwice(TimePart part, ColumnProfile[] columns) => columns
        .GroupBy(column => part is TimePart.Clock or TimePart.Weekday
            ? LabelOf(column)
            : (TimePartCells.ValueOf(LabelOf(column)) ?? 0).ToString(CultureInfo.InvariantCulture))
        .Any(group => group.Count() > 1);
}
