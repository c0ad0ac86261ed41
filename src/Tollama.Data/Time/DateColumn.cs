using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of dates as people write them: finds the order of the parts that fits most cells.</summary>
internal static class DateColumn
{
    /// <summary>So many cells decide about the order of the parts.</summary>
    private const int SampleSize = 5000;

    private static readonly DateOrder[] Orders = Enum.GetValues<DateOrder>();

    /// <param name="cells">The cells.</param>
    /// <param name="isoCount">How many of them are ISO 8601.</param>
    /// <returns><see langword="null"/> when no order fits more cells than ISO 8601 does.</returns>
    public static TimestampColumn? Read(IReadOnlyList<string> cells, int isoCount)
    {
        DateCell?[] cut = [.. cells.Select(cell => DateCell.Read(NumberColumn.Plain(cell)))];
        DateCell[] sample = [.. cut.Where(cell => cell is not null).Take(SampleSize).Select(cell => cell!.Value)];
        DateOrder best = Orders.MaxBy(order => Count(sample, order));
        if (Count(sample, best) == 0)
        {
            return null;
        }

        (best, string? warning) = DayOrMonthFirst(sample, best);
        TimestampColumn column = Read(cut, best, warning);
        return cells.Count - column.BadRows.Count > isoCount ? column : null;
    }

    private static int Count(DateCell[] cells, DateOrder order) => cells.Count(cell => DateReading.Date(cell, order) is not null);

    /// <summary>Decides 01/02/2024: by the cells with a day above 12, else by what ascends, else the month comes first.</summary>
    private static (DateOrder Order, string? Warning) DayOrMonthFirst(DateCell[] sample, DateOrder best)
    {
        if (best is not (DateOrder.MonthDayYear or DateOrder.DayMonthYear)
            || Count(sample, DateOrder.MonthDayYear) != Count(sample, DateOrder.DayMonthYear)
            || Array.TrueForAll(sample, cell => DateReading.Date(cell, DateOrder.MonthDayYear) == DateReading.Date(cell, DateOrder.DayMonthYear)))
        {
            return (best, null);
        }

        if (sample[0].Separator == '.')
        {
            return (DateOrder.DayMonthYear, null);
        }

        bool monthFirst = Ascends(sample, DateOrder.MonthDayYear);
        bool dayFirst = Ascends(sample, DateOrder.DayMonthYear);
        DateOrder order = dayFirst && !monthFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        string taken = order == DateOrder.DayMonthYear ? "day first, because the dates ascend that way" : "month first";
        return (order, $"Dates such as {Example(sample)} can be read with the day or the month first; taken as {taken}. Write 2024-12-31 to be sure.");
    }

    private static string Example(DateCell[] sample)
    {
        DateCell cell = Array.Find(sample, cell => DateReading.Date(cell, DateOrder.MonthDayYear) != DateReading.Date(cell, DateOrder.DayMonthYear));
        return string.Join(cell.Separator, new[] { cell.First, cell.Second, cell.Third }.Select(
            field => field.Value.ToString("D" + Math.Max(1, field.Digits).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
    }

    private static bool Ascends(DateCell[] cells, DateOrder order)
    {
        DateTime[] dates = [.. cells.Select(cell => DateReading.Date(cell, order)).OfType<DateTime>()];
        return dates.Zip(dates.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    private static TimestampColumn Read(DateCell?[] cells, DateOrder order, string? warning)
    {
        Timestamp[] values = new Timestamp[cells.Length];
        List<int> bad = [];
        DateCell? example = null;
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells[row] is not { } cell || DateReading.Date(cell, order) is not { } date || !TryStamp(cell, date, order, out values[row]))
            {
                bad.Add(row);
            }
            else
            {
                example ??= cell;
            }
        }

        return new TimestampColumn(values, example is { } found ? DateFormat.Describe(found, order) : "none", bad, warning);
    }

    private static bool TryStamp(in DateCell cell, DateTime date, DateOrder order, out Timestamp stamp)
    {
        string? period = order switch
        {
            DateOrder.YearMonth or DateOrder.MonthYear or DateOrder.CompactMonth => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            DateOrder.YearQuarter or DateOrder.QuarterYear => $"{date.Year}Q{(date.Month + 2) / 3}",
            DateOrder.YearWeek => $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}",
            DateOrder.Compact when cell.IsDateOnly => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            DateOrder.Year => date.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => null,
        };
        return period is null ? TimeTail.TryJoin(date, cell.Tail, out stamp) : Timestamp.TryParse(period, out stamp);
    }
}
