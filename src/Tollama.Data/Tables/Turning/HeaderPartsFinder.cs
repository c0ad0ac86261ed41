using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds tables whose header holds a part of the time that other columns complete: a row a year with a column a month, a row a week with a column a day.</summary>
internal static class HeaderPartsFinder
{
    private static readonly TimePart[] PartsOfYear = [TimePart.Month, TimePart.Quarter, TimePart.Half, TimePart.Week];

    /// <param name="columns">The columns of the table.</param>
    /// <param name="numeric">Those that hold numbers.</param>
    public static HeaderTimes? Find(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric)
    {
        ColumnProfile? Of(TimePart part) => columns.FirstOrDefault(column => TimePartFinder.PartOf(column) == part);

        ColumnProfile? year = Of(TimePart.Year);
        ColumnProfile? month = Of(TimePart.Month);
        if (year is not null)
        {
            if (month is not null && TurnIfFound(columns, numeric, TimePart.Day, [year, month]) is { } days)
            {
                return days;
            }

            if (Of(TimePart.Week) is { } weekOfYear && TurnIfFound(columns, numeric, TimePart.Weekday, [year, weekOfYear]) is { } weekdays)
            {
                return weekdays;
            }

            ColumnProfile? day = Of(TimePart.Day);
            if (month is not null && day is not null
                && (TurnIfFound(columns, numeric, TimePart.Clock, [year, month, day]) ?? TurnIfFound(columns, numeric, TimePart.Slot, [year, month, day])) is { } hours)
            {
                return hours;
            }

            foreach (TimePart part in PartsOfYear)
            {
                if (TurnIfFound(columns, numeric, part, part == TimePart.Month && day is not null ? [year, day] : [year]) is { } parts)
                {
                    return parts;
                }
            }
        }

        if (year is null && UncalledYears(columns, numeric) is { } found)
        {
            return found;
        }

        if (WeekOf(columns, numeric) is { } week && TurnIfFound(columns, numeric, TimePart.Weekday, [week]) is { } ofWeek)
        {
            return ofWeek;
        }

        return Of(TimePart.Date) is not { } date ? null : TurnIfFound(columns, numeric, TimePart.Clock, [date]) ?? TurnIfFound(columns, numeric, TimePart.Slot, [date]);
    }

    /// <summary>Names of months, quarters or days that no other column completes would become series of their own.</summary>
    /// <exception cref="TollamaException">The header holds such names.</exception>
    public static void RefuseIncomplete(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, TableOptions options)
    {
        foreach ((TimePart part, string what, string missing) in (ReadOnlySpan<(TimePart, string, string)>)
            [(TimePart.Month, "months", "year"), (TimePart.Quarter, "quarters", "year"), (TimePart.Weekday, "days of the week", "week")])
        {
            ColumnProfile[] found = HeaderPart.Find(part, [.. numeric.Where(column => TimePartCells.Number(column.Name) is null)]);
            if (found.Length == 0 || found.Length * 2 < numeric.Length)
            {
                continue;
            }

            ColumnProfile[] kept = [.. columns.Except(found)];
            if (TimeColumnFinder.Find(kept, options) is null || kept.Any(column => TimePartFinder.PartOf(column) is { } other and not (TimePart.Date or TimePart.Clock) && other != part))
            {
                throw TableError.Invalid(
                    $"The header holds {what} ({Excerpt.List([.. found.Take(3).Select(column => column.Name)])}, …), but no column says of which {missing}.",
                    "Add a column with it, write whole times in the header, such as 2024-01, or name the columns to forecast with target=.");
            }
        }
    }

    /// <summary>Columns of indicators are called by days and months, too: where a column is called a value, they are no values.</summary>
    private static HeaderTimes? TurnIfFound(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric, TimePart part, IReadOnlyList<ColumnProfile> beside)
    {
        ColumnProfile[] others = [.. numeric.Except(beside)];
        ColumnProfile[] turned = HeaderPart.Find(part, others);
        bool hasValue = others.Except(turned).Any(column => ColumnAliases.Rank(ColumnAliases.Target, column.Name) < int.MaxValue);
        return turned.Length == 0 || hasValue ? null : new HeaderTimes([.. columns.Except(turned)], turned, [.. turned.Select(column => HeaderPart.LabelOf(part, column))], part, beside);
    }

    /// <summary>A column of years beside all months or quarters of a year, whatever it is called: the corner of such a table often says what the numbers are.</summary>
    private static HeaderTimes? UncalledYears(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric)
    {
        const int MonthsOfYear = 12;
        const int QuartersOfYear = 4;
        if (columns.FirstOrDefault(YearColumns.Is) is not { } years)
        {
            return null;
        }

        return TurnIfFound(columns, numeric, TimePart.Month, [years]) is { Turned.Count: MonthsOfYear } months ? months
            : TurnIfFound(columns, numeric, TimePart.Quarter, [years]) is { Turned.Count: QuartersOfYear } quarters ? quarters
            : null;
    }

    /// <summary>A column with a stamp for each week.</summary>
    private static ColumnProfile? WeekOf(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric)
    {
        const int DaysOfWeek = 7;
        foreach (ColumnProfile column in columns.Where(column => column.Observed > 0 && (column.IsText || (numeric.Contains(column) && TimeNames.IsTime(column.Name)))))
        {
            TimestampColumn read = TimestampColumn.Read(column.Sample, TimeNames.HintOf(column.Name, named: false, dayFirst: null), CancellationToken.None);
            if (read.BadRows.Count == 0 && read.Problem is null
                && Array.TrueForAll(read.Values, stamp => !stamp.IsIndex && (stamp.Ticks - read.Values[0].Ticks) % (DaysOfWeek * TimeSpan.TicksPerDay) == 0))
            {
                return column;
            }
        }

        return null;
    }
}
