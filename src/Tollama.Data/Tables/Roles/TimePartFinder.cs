using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds columns that make a time stamp together: year and month, date and hour.</summary>
internal static class TimePartFinder
{
    private static readonly TimePart[] PartsOfYear = [TimePart.Month, TimePart.Quarter, TimePart.Half, TimePart.Week, TimePart.DayOfYear, TimePart.Period];

    /// <summary>Blocks of a day that go at least so far are times.</summary>
    private const int LeastBlocks = 24;

    /// <summary>What a column without a telling name may hold, the likeliest first.</summary>
    private static readonly TimePart?[] Guesses =
        [TimePart.Date, TimePart.Year, TimePart.Month, TimePart.Quarter, TimePart.Week, TimePart.DayOfYear, TimePart.Day, TimePart.Clock];

    /// <summary>By name and content; <see langword="null"/> when no columns belong together.</summary>
    public static TimePlan? Find(IReadOnlyList<ColumnProfile> free)
    {
        List<(ColumnProfile Column, TimePart Part)> parts = PartsOf(free);
        ColumnProfile? date = parts.Find(one => one.Part == TimePart.Date).Column;
        if (date is not null)
        {
            return WithClock([(date, TimePart.Date)], parts);
        }

        ColumnProfile? year = parts.Find(one => one.Part == TimePart.Year).Column;
        if (year is null || (free.Any(column => column != year && WholeStamps.GoBefore(column, year))
            && !parts.Exists(one => one.Part == TimePart.Period && one.Column.Sample.All(cell => cell is ['M', ..]))))
        {
            return null;
        }

        foreach (TimePart part in PartsOfYear)
        {
            if (parts.Find(one => one.Part == part).Column is { } found && BelongTogether(year, found))
            {
                List<(ColumnProfile, TimePart)> together = [(year, TimePart.Year), (found, part)];
                ColumnProfile? day = part == TimePart.Month ? parts.Find(one => one.Part == TimePart.Day && BelongTogether(found, one.Column)).Column : null;
                if (day is null && part == TimePart.Month)
                {
                    return Plan(together);
                }

                if (part == TimePart.Week && WeekdayBeside(found, parts) is { } weekday)
                {
                    return Plan([.. together, (weekday, TimePart.Weekday)]);
                }

                together = day is null ? together : [.. together, (day, TimePart.Day)];
                return day is not null || part == TimePart.DayOfYear ? WithClock(together, parts) ?? Plan(together) : Plan(together);
            }
        }

        return null;
    }

    /// <summary>The parts that columns hold which a request names together.</summary>
    /// <exception cref="TollamaException">A column holds no part of a time, or two hold the same.</exception>
    public static TimePlan Of(IReadOnlyList<ColumnProfile> named)
    {
        if (named.Count == 1)
        {
            return TimePlan.Of(named[0], RoleReasons.Request);
        }

        if (named.Count == 2 && PartOf(named[1]) == TimePart.Weekday && PartOf(named[0]) != TimePart.Year)
        {
            return new TimePlan(named, [TimePart.Stamp, TimePart.Weekday], RoleReasons.Request);
        }

        List<(ColumnProfile Column, TimePart Part)> parts = [];
        foreach (ColumnProfile column in named)
        {
            TimePart? part = PartOf(column) ?? Guesses.Where(one => IsFree(one, parts)).FirstOrDefault(one => TimePartCells.Fit(one!.Value, column.Sample));
            if (part is null || !IsFree(part, parts))
            {
                string cell = column.Sample.Count == 0 ? "" : $" ('{TableError.Shorten(column.Sample[0])}')";
                throw TableError.Invalid(
                    $"time=: column '{Excerpt.Of(column.Name)}'{cell} is no part of a time stamp beside {Excerpt.List([.. parts.Select(one => one.Column.Name)])}.",
                    "Name columns that make a stamp together: time=year,month or time=date,hour.");
            }

            parts.Add((column, part.Value));
        }

        if (!parts.Exists(one => one.Part is TimePart.Date or TimePart.Year))
        {
            throw TableError.Invalid("time=: none of the columns holds a year or a date.", "Name columns that make a stamp together: time=year,month or time=date,hour.");
        }

        return Plan(parts) with { Reason = RoleReasons.Request };
    }

    /// <summary>The part that a column holds by its name, if its cells agree.</summary>
    public static TimePart? PartOf(ColumnProfile column) =>
        TimePartNames.Of(column.Name) == TimePart.Day && !TimePartCells.Fit(TimePart.Day, column.Sample) && TimePartCells.Fit(TimePart.DayOfYear, column.Sample) ? TimePart.DayOfYear :
        TimePartNames.Of(column.Name) is { } part && TimePartCells.FitByName(part, column.Sample) ? part
        : !column.IsText ? null
        : TimePartCells.Fit(TimePart.Date, column.Sample) ? TimePart.Date
        : TimePartCells.AreWrittenClocks(column.Sample) ? TimePart.Clock
        : null;

    /// <summary>Whether a part can stand beside those that other columns hold.</summary>
    private static bool IsFree(TimePart? part, List<(ColumnProfile Column, TimePart Part)> taken)
    {
        bool Has(params ReadOnlySpan<TimePart> any)
        {
            foreach (TimePart one in any)
            {
                if (taken.Exists(pair => pair.Part == one))
                {
                    return true;
                }
            }

            return false;
        }

        return part switch
        {
            TimePart.Date => taken.TrueForAll(pair => pair.Part is TimePart.Clock or TimePart.HalfDay or TimePart.Slot or TimePart.Period),
            TimePart.Period => !Has(PartsOfYear),
            TimePart.Month or TimePart.Quarter or TimePart.Half or TimePart.Week or TimePart.DayOfYear => !Has([.. PartsOfYear, TimePart.Date]),
            TimePart.Year or TimePart.Day or TimePart.Weekday => !Has(part.Value, TimePart.Date),
            TimePart.Clock or TimePart.Slot => !Has(TimePart.Clock, TimePart.Slot) && (taken.Count == 0 || Has(TimePart.Date, TimePart.Day, TimePart.DayOfYear)),
            TimePart.HalfDay or TimePart.Minute => Has(TimePart.Clock) && !Has(part.Value),
            _ => false,
        };
    }

    private static List<(ColumnProfile Column, TimePart Part)> PartsOf(IReadOnlyList<ColumnProfile> free) =>
        [.. free.Select(column => (column, PartOf(column))).Where(pair => pair.Item2 is not null).Select(pair => (pair.column, pair.Item2!.Value))];

    /// <summary>The day with its time: an hour or a time of day, with AM or PM beside it, or the number of a part of the day.</summary>
    private static TimePlan? WithClock(List<(ColumnProfile Column, TimePart Part)> day, List<(ColumnProfile Column, TimePart Part)> parts)
    {
        foreach (TimePart part in (ReadOnlySpan<TimePart>)[TimePart.Clock, TimePart.Slot, TimePart.Period])
        {
            if (parts.Find(one => one.Part == part && BelongTogether(day[^1].Column, one.Column)).Column is { } clock
                && (part == TimePart.Clock || (IsSlot(clock) && !(part == TimePart.Period && Varies(clock) && WholeStamps.Agree(day[0].Column, clock)))) && (TimePartNames.Of(clock.Name) == part || Follow(day[^1].Column, clock)))
            {
                IEnumerable<(ColumnProfile Column, TimePart Part)> beside = parts.Where(one => part == TimePart.Clock && one.Part is TimePart.HalfDay or TimePart.Minute).DistinctBy(one => one.Part);
                return Plan([.. day, (clock, part), .. beside]);
            }
        }

        return null;
    }

    /// <summary>The blocks of a field are numbered, too: those of a day are many.</summary>
    private static bool IsSlot(ColumnProfile column) =>
        (Varies(column) || column.Name.Contains("settlement", StringComparison.OrdinalIgnoreCase))
        && (!column.Name.Contains("block", StringComparison.OrdinalIgnoreCase) || column.Sample.Any(cell => TimePartCells.ValueOf(cell) >= LeastBlocks));

    /// <summary>Whether times without a telling name follow one another on each day: they are no durations.</summary>
    private static bool Follow(ColumnProfile day, ColumnProfile clock)
    {
        int pairs = Math.Min(day.Sample.Count, clock.Sample.Count) - 1;
        TimeSpan[] times = [.. clock.Sample.Select(cell => TimeSpan.TryParse(ClockCell.Read(cell)?.Written, System.Globalization.CultureInfo.InvariantCulture, out TimeSpan time) ? time : TimeSpan.Zero)];
        int[] steps = [.. Enumerable.Range(0, Math.Max(pairs, 0)).Where(row => day.Sample[row] == day.Sample[row + 1]).Select(row => times[row + 1].CompareTo(times[row]))];
        return steps.Length > 0 && (Array.TrueForAll(steps, step => step > 0) || Array.TrueForAll(steps, step => step < 0));
    }

    /// <summary>The day of the week beside a week; a column called day is one when it goes to 7.</summary>
    private static ColumnProfile? WeekdayBeside(ColumnProfile week, List<(ColumnProfile Column, TimePart Part)> parts) =>
        parts.Find(one => (one.Part == TimePart.Weekday || (one.Part == TimePart.Day && TimePartCells.Fit(TimePart.Weekday, one.Column.Sample))) && BelongTogether(week, one.Column)).Column;

    private static TimePlan Plan(IReadOnlyList<(ColumnProfile Column, TimePart Part)> parts) =>
        new([.. parts.Select(one => one.Column)], [.. parts.Select(one => one.Part)], RoleReasons.Name);

    /// <summary>A part belongs to a longer one that repeats while it changes; or it never changes, or the table is sorted by it.</summary>
    private static bool BelongTogether(ColumnProfile longer, ColumnProfile shorter) => Repeats(longer) || !Varies(shorter);

    private static bool Repeats(ColumnProfile column) => column.Sample.Distinct().Count() < column.Sample.Count;

    private static bool Varies(ColumnProfile column) => column.Sample.Distinct().Skip(1).Any();
}
