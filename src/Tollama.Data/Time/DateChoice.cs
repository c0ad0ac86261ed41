using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Which of several orders of date parts a column has.</summary>
/// <param name="Order">The order.</param>
/// <param name="Warning">What was assumed when it stays in doubt.</param>
/// <param name="Problem">Why the column cannot be used.</param>
internal sealed record DateChoice(DateOrder Order, string? Warning, string? Problem)
{
    private const string NoYear = "have no year. Write dates such as 2024-12-31";

    /// <summary>Decides between orders that fit the same number of cells: by the option, by the steps, by what ascends.</summary>
    /// <param name="sample">Cells, of which at least one fits.</param>
    /// <param name="fitting">The orders, at least one.</param>
    /// <param name="hint">What is known of the column.</param>
    public static DateChoice Of(DateCell[] sample, IReadOnlyList<DateOrder> fitting, TimeHint hint)
    {
        List<DateOrder> orders = Different(sample, fitting);
        if (Contradiction(sample, orders, hint.DayFirst) is { } contradiction)
        {
            return contradiction;
        }

        DropByOption(orders, hint.DayFirst);
        if (hint.DayFirst is null && sample[0].Separator == '.' && orders.Contains(DateOrder.DayMonthYear))
        {
            orders.Remove(DateOrder.MonthDayYear);
        }

        if (hint.IsCalledWeek && orders.Exists(order => order is DateOrder.YearWeekNumber or DateOrder.WeekYearNumber))
        {
            orders.RemoveAll(order => order is DateOrder.YearMonth or DateOrder.MonthYear or DateOrder.YearQuarterNumber);
        }

        if (hint.IsCalledQuarter && orders.Contains(DateOrder.YearQuarterNumber))
        {
            orders.Remove(DateOrder.YearMonth);
        }

        if (orders.Count == 1)
        {
            return Plain(sample, orders[0]);
        }

        double[] regular = [.. orders.Select(order => Regularity.Of(Stamps(sample, order)))];
        double best = regular.Max();
        orders = [.. orders.Where((_, index) => regular[index] * Regularity.Clear >= best)];
        if (hint.DayFirst == false && orders.Contains(DateOrder.MonthDayYear))
        {
            orders.Remove(DateOrder.ShortYearMonthDay);
        }

        return orders.Count == 1 ? Plain(sample, orders[0]) : InDoubt(sample, orders);
    }

    /// <summary>The option says that the day is first, but 12/31/2024 stands in the column, or the other way round.</summary>
    private static DateChoice? Contradiction(DateCell[] sample, List<DateOrder> orders, bool? dayFirst)
    {
        if (dayFirst is not { } first || orders[0] != (first ? DateOrder.MonthDayYear : DateOrder.DayMonthYear))
        {
            return null;
        }

        DateOrder meant = first ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        int at = Array.FindIndex(sample, cell => cell.First.Kind == CellFieldKind.Number && cell.Second.Kind == CellFieldKind.Number
            && DateReading.Date(cell, orders[0]) is not null && DateReading.Date(cell, meant) is null);
        return at < 0 || orders.Contains(meant)
            ? null
            : new DateChoice(orders[0], null, $"{Written(sample[at])} has the {(first ? "month" : "day")} first, but day_first={(first ? "true" : "false")} was said.");
    }

    /// <summary>The orders that read some cell differently from all before them.</summary>
    private static List<DateOrder> Different(DateCell[] sample, IReadOnlyList<DateOrder> fitting)
    {
        List<DateOrder> different = [];
        foreach (DateOrder order in fitting)
        {
            if (!different.Exists(other => Array.TrueForAll(sample, cell => DateReading.Date(cell, order) == DateReading.Date(cell, other))))
            {
                different.Add(order);
            }
        }

        return different;
    }

    /// <summary>What the option says of the day goes before every other sign; that it is not first leaves the year.</summary>
    private static void DropByOption(List<DateOrder> orders, bool? dayFirst)
    {
        if (dayFirst == true && orders.Contains(DateOrder.DayMonthYear))
        {
            orders.RemoveAll(order => order is DateOrder.MonthDayYear or DateOrder.ShortYearMonthDay);
        }
        else if (dayFirst == false && orders.Exists(order => order is DateOrder.MonthDayYear or DateOrder.ShortYearMonthDay))
        {
            orders.Remove(DateOrder.DayMonthYear);
        }
    }

    private static DateChoice Plain(DateCell[] sample, DateOrder order) => order is DateOrder.DayMonth or DateOrder.MonthDay
        ? new DateChoice(order, null, $"Dates such as {Written(sample[0])} {NoYear}.")
        : new DateChoice(order, null, null);

    private static DateChoice InDoubt(DateCell[] sample, List<DateOrder> orders)
    {
        if (orders.Contains(DateOrder.ShortYearMonthDay))
        {
            return YearFirstOrLast(sample, orders);
        }

        return orders[0] switch
        {
            DateOrder.MonthDayYear => DayOrMonthFirst(sample),
            DateOrder.ShortYearMonth => new DateChoice(
                orders[0], $"Dates such as {Written(sample[0])} are taken as the month of a year, not as a day. Write 2024-12 to be sure.", null),
            DateOrder.YearMonth when orders.Contains(DateOrder.YearQuarterNumber) && sample.Length > 1 => new DateChoice(
                orders[0], $"Dates such as {Written(sample[0])} are taken as months, not as quarters. Write 2024-01 or 2024Q1 to be sure.", null),
            _ => Plain(sample, orders[0]),
        };
    }

    /// <summary>01-02-03: rows in order tell first, then even steps, then a column that keeps to few years and to the first of months.</summary>
    private static DateChoice YearFirstOrLast(DateCell[] sample, List<DateOrder> orders)
    {
        DateOrder order = orders.MinBy(order => (Turns(sample, order), -Regularity.Of(Stamps(sample, order)), Years(sample, order), DaysOtherThanFirst(sample, order)));
        string taken = order switch
        {
            DateOrder.ShortYearMonthDay => "the year first",
            DateOrder.DayMonthYear => "the day first",
            _ => "the month first",
        };
        string warning = $"Dates such as {Written(sample[0])} can be read with the year first or last; taken with {taken}. "
            + "Say day_first=true if the day is first, or write 2024-12-31, to be sure.";
        return new DateChoice(order, warning, null);
    }

    private static DateChoice DayOrMonthFirst(DateCell[] sample)
    {
        bool monthFirst = IsSorted(sample, DateOrder.MonthDayYear);
        bool dayFirst = IsSorted(sample, DateOrder.DayMonthYear);
        DateOrder order = dayFirst && !monthFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        string taken = order == DateOrder.DayMonthYear ? "day first, because the dates are in order that way" : "month first";
        DateCell example = Array.Find(sample, cell => DateReading.Date(cell, DateOrder.MonthDayYear) != DateReading.Date(cell, DateOrder.DayMonthYear));
        return new DateChoice(
            order,
            $"Dates such as {Written(example)} can be read with the day or the month first; taken as {taken}. "
            + "Say day_first=true or day_first=false, or write 2024-12-31, to be sure.",
            null);
    }

    private static string Written(DateCell cell) => string.Join(
        cell.Separator == '\0' ? ' ' : cell.Separator, new[] { cell.First, cell.Second, cell.Third }.Take(cell.Count).Select(Written));

    private static string Written(CellField field) => field.Kind == CellFieldKind.Month
        ? CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[field.Value - 1]
        : field.Value.ToString("D" + Math.Max(1, field.Digits).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool IsSorted(DateCell[] sample, DateOrder order)
    {
        long[] ticks = [.. Stamps(sample, order).Select(stamp => stamp.Ticks)];
        return ticks.Zip(ticks.Skip(1)).All(pair => pair.First <= pair.Second) || ticks.Zip(ticks.Skip(1)).All(pair => pair.First >= pair.Second);
    }

    /// <summary>How often the rows change between going forward and going back: not at all when they are in order, however they are.</summary>
    private static int Turns(DateCell[] sample, DateOrder order)
    {
        int turns = 0;
        int direction = 0;
        long previous = long.MinValue;
        foreach (Timestamp stamp in Stamps(sample, order))
        {
            int step = previous == long.MinValue ? 0 : stamp.Ticks.CompareTo(previous);
            turns += step != 0 && direction != 0 && Math.Sign(step) != direction ? 1 : 0;
            direction = step != 0 ? Math.Sign(step) : direction;
            previous = stamp.Ticks;
        }

        return turns;
    }

    private static int Years(DateCell[] sample, DateOrder order) => Stamps(sample, order).Select(stamp => stamp.Local.Year).Distinct().Count();

    private static int DaysOtherThanFirst(DateCell[] sample, DateOrder order) => Stamps(sample, order).Count(stamp => stamp.Local.Day != 1);

    private static IEnumerable<Timestamp> Stamps(DateCell[] sample, DateOrder order)
    {
        int turns = 0;
        int month = 0;
        foreach (DateCell cell in sample)
        {
            if (!DateColumn.TryRead(cell, order, out Timestamp stamp))
            {
                continue;
            }

            if (order is DateOrder.DayMonth or DateOrder.MonthDay)
            {
                // December is followed by January of the next year.
                turns += month - stamp.Local.Month > 6 ? 1 : 0;
                month = stamp.Local.Month;
                stamp = stamp.WithLocal(stamp.Local.AddYears(turns));
            }

            yield return stamp;
        }
    }
}
