using System.Buffers;
using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of dates as people write them: finds the order of the parts that fits most cells.</summary>
internal static class DateColumn
{
    /// <summary>So many cells decide about the order of the parts.</summary>
    private const int SampleSize = 5000;

    /// <summary>Slips among so many cells do not change in which order the others are.</summary>
    private const double NearlyAll = 0.9;

    private static readonly SearchValues<char> Unusual = SearchValues.Create("\u00a0\u202f\u2009\u2010\u2011\u2212");

    private static readonly DateOrder[] Orders = Enum.GetValues<DateOrder>();

    /// <param name="cells">The cells.</param>
    /// <param name="isoCount">How many of them are ISO 8601.</param>
    /// <param name="hint">What is known of the column.</param>
    /// <returns><see langword="null"/> when no order fits more cells than ISO 8601 does.</returns>
    public static TimestampColumn? Read(IReadOnlyList<string> cells, int isoCount, TimeHint hint)
    {
        DateCell?[] cut = [.. cells.Select(cell => DateCell.Read(NumberColumn.Plain(Usual(cell))))];
        DateCell[] sample = [.. cut.Where(cell => cell is not null).Take(SampleSize).Select(cell => cell!.Value)];
        int[] counts = [.. Orders.Select(order => Count(sample, order))];
        int most = counts.Max();
        if (most == 0)
        {
            return null;
        }

        DateChoice choice = DateChoice.Of(sample, Fitting(counts, hint), hint);
        ZoneNames zones = ZoneNames.Of(cut.Where(cell => cell is { IsDateOnly: false }).Select(cell => cell!.Value.Tail));
        TimestampColumn column = Read(cut, choice, zones);
        if (column.Problem is null && column.BadRows.FirstOrDefault(row => HasThirteen(cells[row]), -1) is >= 0 and int thirteen)
        {
            return column.WithProblem($"'{Excerpt.Of(cells[thirteen])}' is no month, while others are: years of 13 periods are of four weeks each, or have one to close the books. Write dates.");
        }

        if (column.Warning is null && cells.Any(cell => FiscalYearAt(cell) >= 0))
        {
            column = column.WithWarning($"Fiscal years such as in {Excerpt.Of(cells.First(cell => FiscalYearAt(cell) >= 0))} are taken to begin in January.");
        }

        return cells.Count - column.BadRows.Count > isoCount || (choice.Order == DateOrder.YearWeekNumber && hint.IsCalledWeek) ? column : null;
    }

    /// <summary>The time stamp of a cell.</summary>
    /// <returns><see langword="false"/> when the cell is not written in this order.</returns>
    public static bool TryRead(in DateCell cell, DateOrder order, out Timestamp stamp) => TryRead(cell, order, ZoneNames.Plain, out stamp);

    private static bool TryRead(in DateCell cell, DateOrder order, ZoneNames zones, out Timestamp stamp)
    {
        stamp = default;
        return DateReading.Date(cell, order) is { } date && TryStamp(cell, date, order, zones, out stamp);
    }

    /// <summary>The cell with usual blanks and hyphens in place of those that word processors and browsers write, and with the year that a fiscal one is called by.</summary>
    private static string Usual(string cell)
    {
        string text = cell.AsSpan().IndexOfAny(Unusual) < 0
            ? cell
            : cell.Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('\u2009', ' ').Replace('\u2010', '-').Replace('\u2011', '-').Replace('\u2212', '-');
        return FiscalYearAt(text) is >= 0 and int at ? WithYear(text, at) : text;
    }

    /// <summary>Where FY stands before a number, as in FY20 Q1 and Q1 FY2020; -1 for nowhere.</summary>
    private static int FiscalYearAt(string text)
    {
        int at = text.IndexOf("FY", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && text.AsSpan(at + 2).TrimStart(" '") is [>= '0' and <= '9', >= '0' and <= '9', ..] ? at : -1;
    }

    /// <summary>Whether a period that is no month stands in a cell, as in 2024P13.</summary>
    private static bool HasThirteen(string cell) =>
        cell.IndexOfAny(['P', 'p', 'M', 'm']) is >= 0 and int at && cell.Length > at + 2 && cell[at + 1] == '1' && cell[at + 2] is >= '3' and <= '6' && cell.Count(char.IsAsciiDigit) is 4 or 6;

    private static string WithYear(string text, int at)
    {
        ReadOnlySpan<char> year = text.AsSpan(at + 2).TrimStart(" '");
        int digits = year.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? year.Length : end;
        return string.Concat(text.AsSpan(0, at), digits == 2 ? "20" : "", year);
    }

    /// <summary>
    /// The orders that read the most cells. The year first reads 30/02/03, which is no day of February: where it reads all, the others are compared, too, though a slip keeps them from it.
    /// </summary>
    private static List<DateOrder> Fitting(int[] counts, TimeHint hint)
    {
        int most = counts.Max();
        double least = hint.DayFirst is null ? NearlyAll * most : most / 2.0;
        bool MayStand(DateOrder order) => counts[(int)DateOrder.ShortYearMonthDay] == most && counts[(int)order] >= least
            && ((order == DateOrder.DayMonthYear && hint.DayFirst != false) || (order == DateOrder.MonthDayYear && hint.DayFirst != true));

        return [.. Orders.Where(order => counts[(int)order] == most || MayStand(order))];
    }

    private static int Count(DateCell[] cells, DateOrder order) => cells.Count(cell => DateReading.Date(cell, order) is not null);

    private static TimestampColumn Read(DateCell?[] cells, DateChoice choice, ZoneNames zones)
    {
        Timestamp[] values = new Timestamp[cells.Length];
        List<int> bad = [];
        DateCell? example = null;
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells[row] is not { } cell || !TryRead(cell, choice.Order, zones, out values[row]))
            {
                bad.Add(row);
            }
            else
            {
                example ??= cell;
            }
        }

        bool isShort = example is { First.Digits: < 3, Second.Digits: < 3, Third.Digits: < 3 };
        if (isShort)
        {
            HashSet<int> unread = [.. bad];
            ShortYears.Settle(values, row => !unread.Contains(row));
        }

        string format = example is { } found ? DateFormat.Describe(found, choice.Order) : "none";
        return new TimestampColumn(values, format, bad, choice.Warning ?? zones.Warning)
        {
            Problem = choice.Problem ?? zones.Problem,
            MayBeCodes = isShort && example is { Count: 2 },
        };
    }

    private static bool TryStamp(in DateCell cell, DateTime date, DateOrder order, ZoneNames zones, out Timestamp stamp)
    {
        string? period = order switch
        {
            DateOrder.YearMonth or DateOrder.MonthYear or DateOrder.ShortYearMonth or DateOrder.CompactMonth or DateOrder.YearHalf or DateOrder.HalfYear =>
                date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            DateOrder.YearQuarter or DateOrder.QuarterYear or DateOrder.YearQuarterNumber => $"{date.Year}Q{(date.Month + 2) / 3}",
            DateOrder.YearWeek or DateOrder.WeekYear or DateOrder.YearWeekNumber or DateOrder.WeekYearNumber => $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}",
            DateOrder.Compact when cell.IsDateOnly => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            DateOrder.Year => date.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => null,
        };
        return period is null ? TimeTail.TryJoin(date, cell.Tail, zones, out stamp) : Timestamp.TryParse(period, out stamp);
    }
}
