using System.Globalization;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds parts of a time in columns that nothing is called so: years beside the names of months, and days beside hours that count through each of them.</summary>
internal static class UncalledParts
{
    private const int HoursOfDay = 24;

    /// <param name="free">The columns that have no role yet.</param>
    public static TimePlan? Find(IReadOnlyList<ColumnProfile> free)
    {
        if (free.FirstOrDefault(column => TimePartFinder.PartOf(column) == TimePart.Date) is { } date)
        {
            return free.FirstOrDefault(column => IsHour(date, column)) is { } hour ? new TimePlan([date, hour], [TimePart.Date, TimePart.Clock], RoleReasons.Content) : null;
        }

        ColumnProfile? part = free.FirstOrDefault(column => YearColumns.PartOf(column) is not null);
        return part is not null && free.FirstOrDefault(column => YearColumns.Is(column) && Repeats(column)) is { } year
            ? new TimePlan([year, part], [TimePart.Year, YearColumns.PartOf(part)!.Value], RoleReasons.Content)
            : null;
    }

    private static bool Repeats(ColumnProfile column) => column.Sample.Distinct().Count() < column.Sample.Count;

    /// <summary>Whether a column without a name goes from one hour to the next within each day, and begins again with the next day.</summary>
    private static bool IsHour(ColumnProfile date, ColumnProfile column)
    {
        if (!column.Name.Equals($"column{(column.Index + 1).ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
            || !column.IsWhole || column.Observed != date.Observed || column.Sample.Count < HoursOfDay)
        {
            return false;
        }

        int?[] hours = [.. column.Sample.Select(TimePartCells.Number)];
        return hours.Max() is HoursOfDay or HoursOfDay - 1
            && Enumerable.Range(1, hours.Length - 1).All(row => date.Sample[row] == date.Sample[row - 1]
                ? hours[row] == hours[row - 1] + 1
                : hours[row] is 0 or 1 && hours[row - 1] == hours[row] + HoursOfDay - 1);
    }
}
