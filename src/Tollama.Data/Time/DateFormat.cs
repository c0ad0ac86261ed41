namespace Tollama.Data.Time;

/// <summary>An example that shows people a format: 31.12.2024, Dec 2024, 2024Q4.</summary>
internal static class DateFormat
{
    public static string Describe(in DateCell cell, DateOrder order)
    {
        char mark = cell.Separator == '\0' ? ' ' : cell.Separator;
        string month = cell.First.Kind == CellFieldKind.Month || cell.Second.Kind == CellFieldKind.Month ? "Dec" : "12";
        string year = cell.First.Digits == 4 || cell.Second.Digits == 4 || cell.Third.Digits == 4 ? "2024" : "24";
        string date = order switch
        {
            DateOrder.YearMonthDay or DateOrder.ShortYearMonthDay => $"{year}{mark}{month}{mark}31",
            DateOrder.MonthDayYear => $"{month}{mark}31{(month == "Dec" ? ", " : mark)}{year}",
            DateOrder.DayMonthYear => $"31{mark}{month}{mark}{year}",
            DateOrder.YearMonth or DateOrder.ShortYearMonth => $"{year}{mark}{month}",
            DateOrder.MonthYear => $"{month}{mark}{year}",
            DateOrder.YearQuarter => "2024Q4",
            DateOrder.YearQuarterNumber => "2024-4 (a quarter)",
            DateOrder.YearHalf => "2024H2",
            DateOrder.HalfYear => $"H2{mark}2024",
            DateOrder.WeekYear => $"W52{mark}2024",
            DateOrder.YearWeekNumber => "2024-52 (a week)",
            DateOrder.WeekYearNumber => $"52{mark}2024 (a week)",
            DateOrder.YearWeekDay => "2024-W52-1",
            DateOrder.YearDay => "2024-366",
            DateOrder.QuarterYear => $"Q4{mark}2024",
            DateOrder.YearWeek => "2024-W52",
            DateOrder.DayMonth => $"31{mark}{month}",
            DateOrder.MonthDay => $"{month}{mark}31",
            DateOrder.Compact => "20241231",
            DateOrder.CompactMonth => "202412",
            _ => "2024",
        };
        return cell.IsDateOnly ? date : date + " 23:59";
    }
}
