using Tollama.Core.Frequencies;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Columns whose cells say all of a time: they go before columns that count, or that hold a part of the time.</summary>
internal static class WholeStamps
{
    private const double Nearly = 0.9;
    private const double Likely = 0.8;
    private const double Even = 0.5;
    private const int FewestNumbers = 3;

    /// <summary>Dates of these say where a row belongs, not when it was.</summary>
    private static readonly HashSet<string> OtherNumbers = new(StringComparer.OrdinalIgnoreCase) { "cohort", "vintage", "version", "batch" };

    /// <summary>Whether the cells are whole stamps, which are not all the same.</summary>
    public static bool Is(ColumnProfile column, bool? dayFirst = null) => Read(column, dayFirst) is not null;

    /// <summary>Numbers such as 20241231, 202412 and 1735603200 in even steps, whatever the column is called and however the rows are sorted.</summary>
    public static bool AreDateNumbers(ColumnProfile column)
    {
        if (!column.IsIntegral || IdNames.IsLikely(column.Name) || IdNames.IsAlias(column) || ColumnAliases.Rank(ColumnAliases.Target, column.Name) < int.MaxValue
            || column.Name.Split(' ', '_', '-', '.').Any(OtherNumbers.Contains))
        {
            return false;
        }

        int digits = NumberColumn.Plain(column.Sample[0]).Length;
        NumberForm? form = digits switch { 6 => NumberForm.CompactMonth, 8 => NumberForm.CompactDate, 10 => NumberForm.UnixSeconds, 13 => NumberForm.UnixMilliseconds, _ => null };
        return form is { } known && AreEven(column.Sample, known, digits);
    }

    /// <summary>Whether whole stamps go before a column that counts or holds a part: the part agrees, or each stamp has one number of it.</summary>
    /// <param name="column">The column that may hold whole stamps.</param>
    /// <param name="part">The other column.</param>
    /// <param name="dayFirst">What the request says of the order of days and months.</param>
    public static bool GoBefore(ColumnProfile column, ColumnProfile part, bool? dayFirst = null)
    {
        if (Read(column, dayFirst) is not { } read)
        {
            return false;
        }

        bool mayDiffer = TimeNames.IsTime(column.Name) || Regularity.Of(read.Values) >= Even;
        if (column.Observed != part.Observed)
        {
            return mayDiffer && TimePartFinder.PartOf(part) != TimePart.Year;
        }

        if (Agree(read, part))
        {
            return true;
        }

        bool oneByOne = HasOneEach(column.Sample, part.Sample) || part.Sample.Distinct().Count() == part.Sample.Count;
        return mayDiffer && oneByOne && (TimePartFinder.PartOf(part) != TimePart.Year || YearsAreNear(read, part));
    }

    /// <summary>Whether a column has the month, the week or another part of the stamps beside it.</summary>
    public static bool Agree(ColumnProfile column, ColumnProfile part) => column.Observed == part.Observed && Read(column, dayFirst: null) is { } read && Agree(read, part);

    private static bool AreEven(IReadOnlyList<string> cells, NumberForm form, int digits)
    {
        List<Timestamp> stamps = [];
        foreach (string cell in cells)
        {
            ReadOnlySpan<char> text = NumberColumn.Plain(cell);
            if (text.Length != digits || !NumberReading.TryRead(NumberText.Read(text), form, out Timestamp stamp) || stamp.Local.Year is < 1950 or > 2100)
            {
                return false;
            }

            stamps.Add(stamp);
        }

        // Numbers that go up one by one are those of orders: nobody measures each second.
        long[] ticks = [.. stamps.Select(stamp => stamp.Ticks).Distinct().Order()];
        return ticks.Length >= FewestNumbers && Regularity.Of(stamps) >= Even && ticks.Zip(ticks.Skip(1), (tick, next) => next - tick).Min() >= TimeSpan.TicksPerMinute;
    }

    private static TimestampColumn? Read(ColumnProfile column, bool? dayFirst)
    {
        if (column.Observed == 0 || column.IsConstant || TimePartFinder.PartOf(column) is not (null or TimePart.Date))
        {
            return null;
        }

        TimeHint hint = TimeNames.HintOf(column.Name, named: false, dayFirst);
        if (!column.IsText && !FiscalPeriods.Are(column.Sample, hint.IsCalledPeriod))
        {
            if (!column.IsIntegral || !((TimeNames.IsDate(column.Name) && !TimeNames.MayBeValues(column.Name)) || AreDateNumbers(column)))
            {
                return null;
            }

            hint = hint with { IsCalledDate = true };
        }

        TimestampColumn read = TimestampColumn.Read(column.Sample, hint, CancellationToken.None);
        HashSet<int> bad = [.. read.BadRows];
        return bad.Count <= (1 - Likely) * column.Sample.Count
            && !read.Values.Where((stamp, row) => !bad.Contains(row) && (stamp.IsIndex || stamp.IsBareYear)).Any()
            && (column.IsNumeric || TimestampColumn.Plausibility(column.Sample, hint) >= Likely) ? read : null;
    }

    private static bool Agree(TimestampColumn read, ColumnProfile part) =>
        TimePartFinder.PartOf(part) is { } kind && Share(read, part, (stamp, cell) => Agrees(stamp, cell, kind)) >= Nearly;

    private static bool YearsAreNear(TimestampColumn read, ColumnProfile part) =>
        Share(read, part, (stamp, cell) => YearCell.Read(cell) is { } year && Math.Abs(year.Year - stamp.Local.Year) <= 1) >= Nearly;

    private static double Share(TimestampColumn read, ColumnProfile part, Func<Timestamp, string, bool> agrees)
    {
        HashSet<int> bad = [.. read.BadRows];
        int[] rows = [.. Enumerable.Range(0, Math.Min(read.Values.Length, part.Sample.Count)).Where(row => !bad.Contains(row))];
        return rows.Length == 0 ? 0 : (double)rows.Count(row => agrees(read.Values[row], part.Sample[row])) / rows.Length;
    }

    private static bool Agrees(Timestamp stamp, string cell, TimePart kind)
    {
        const int LastWeek = 52;
        DateTime local = stamp.Local;
        int month = local.Month;
        int week = System.Globalization.ISOWeek.GetWeekOfYear(local);
        int? value = kind == TimePart.Year ? YearCell.Read(cell)?.Year : TimePartCells.ValueOf(cell);
        bool IsWeek() => value is { } number && (Math.Abs(number - week) <= 1 || (Math.Max(number, week) >= LastWeek && Math.Min(number, week) <= 1));
        return kind switch
        {
            TimePart.Year => value == local.Year,
            TimePart.Half => value == (month + 5) / 6,
            TimePart.Quarter => value == (month + 2) / 3,
            TimePart.Month => value == month,
            TimePart.Week => IsWeek(),
            TimePart.DayOfYear => value == local.DayOfYear,
            TimePart.Day => value == local.Day,
            TimePart.Clock => value is { } hour && (hour % 24 == local.Hour || hour - 1 == local.Hour) && local.TimeOfDay != TimeSpan.Zero,
            TimePart.Period => value == month || value == (month + 2) / 3 || IsWeek(),
            _ => false,
        };
    }

    /// <summary>Whether no cell of a column stands beside several of the other.</summary>
    private static bool HasOneEach(IReadOnlyList<string> cells, IReadOnlyList<string> others)
    {
        Dictionary<string, string> known = [];
        for (int row = 0; row < Math.Min(cells.Count, others.Count); row++)
        {
            if (!known.TryAdd(cells[row], others[row]) && known[cells[row]] != others[row])
            {
                return false;
            }
        }

        return true;
    }
}
