using System.Globalization;

namespace Tollama.Data.Time;

/// <summary>Reads cells in one order of date parts.</summary>
internal static class DateReading
{
    private const int FirstYear = 1500;
    private const int LastYear = 2200;

    /// <summary>Two digits below this are years of this century, others of the last, as POSIX has it.</summary>
    private const int Pivot = 69;

    /// <summary>The date at the beginning of a cell.</summary>
    /// <returns><see langword="null"/> when the parts do not stand in this order or there is no such date.</returns>
    public static DateTime? Date(in DateCell cell, DateOrder order)
    {
        (CellField a, CellField b, CellField c) = (cell.First, cell.Second, cell.Third);
        bool dateOnly = cell.IsDateOnly;
        return (order, cell.Count) switch
        {
            (DateOrder.YearMonthDay, 3) => a.Digits == 4 ? Date(a, b, c) : null,
            (DateOrder.MonthDayYear, 3) => a.Kind == CellFieldKind.Month || b.Kind == CellFieldKind.Number ? Date(c, a, b) : null,
            (DateOrder.DayMonthYear, 3) => Date(c, b, a),
            (DateOrder.ShortYearMonthDay, 3) => a.Digits == 2 && b.Kind == CellFieldKind.Number ? Date(a, b, c) : null,
            (DateOrder.ShortYearMonth, 2) when dateOnly && a.Digits == 2 && b.Kind == CellFieldKind.Month => Date(a, b, First),
            (DateOrder.DayMonth, 2) when a.Kind == CellFieldKind.Number && b.Kind == CellFieldKind.Month => Date(NoYear, b, a),
            (DateOrder.MonthDay, 2) when a.Kind == CellFieldKind.Month && b.Kind == CellFieldKind.Number => Date(NoYear, a, b),
            (DateOrder.YearMonth, 2) when dateOnly && a.Digits == 4 => Date(a, b, First),
            (DateOrder.MonthYear, 2) when dateOnly && (b.Digits == 4 || a.Kind == CellFieldKind.Month) => Date(b, a, First),
            (DateOrder.YearQuarter, 2) when dateOnly && b.Kind == CellFieldKind.Quarter => Quarter(a, b),
            (DateOrder.QuarterYear, 2) when dateOnly && a.Kind == CellFieldKind.Quarter => Quarter(b, a),
            (DateOrder.YearQuarterNumber, 2) when dateOnly && a.Digits == 4 && b is { Kind: CellFieldKind.Number, Digits: 1, Value: <= 4 } => Quarter(a, b),
            (DateOrder.YearHalf, 2) when dateOnly && b.Kind == CellFieldKind.Half => Half(a, b),
            (DateOrder.HalfYear, 2) when dateOnly && a.Kind == CellFieldKind.Half => Half(b, a),
            (DateOrder.YearWeek, 2) when dateOnly && b.Kind == CellFieldKind.Week => Week(a, b),
            (DateOrder.WeekYear, 2) when dateOnly && a.Kind == CellFieldKind.Week => Week(b, a),
            (DateOrder.YearWeekNumber, 2) when dateOnly && a.Digits == 4 && b is { Kind: CellFieldKind.Number, Digits: <= 2 } => Week(a, b),
            (DateOrder.WeekYearNumber, 2) when dateOnly && b.Digits == 4 && a is { Kind: CellFieldKind.Number, Digits: <= 2 } => Week(b, a),
            (DateOrder.YearWeekDay, 3) when b.Kind == CellFieldKind.Week && c is { Digits: 1, Value: >= 1 and <= 7 } => Week(a, b)?.AddDays(c.Value - 1),
            (DateOrder.YearDay, 2) when a.Digits == 4 && b.Digits == 3 => DayOfYear(a.Value, b.Value),
            (DateOrder.Compact, 1) when a.Digits == 8 => Date(a.Value / 10_000, a.Value / 100 % 100, a.Value % 100),
            (DateOrder.CompactMonth, 1) when dateOnly && a.Digits == 6 => Date(a.Value / 100, a.Value % 100, 1),
            (DateOrder.Year, 1) when dateOnly && a.Digits == 4 => Date(a.Value, 1, 1),
            _ => null,
        };
    }

    // A leap year, so that 29 February is a day.
    private static CellField NoYear => new(CellFieldKind.Number, 2000, 4);

    private static CellField First => new(CellFieldKind.Number, 1, 1);

    private static DateTime? Date(CellField year, CellField month, CellField day)
    {
        bool parts = year is { Kind: CellFieldKind.Number, Digits: 2 or 4 }
            && month.Kind is CellFieldKind.Number or CellFieldKind.Month && month.Digits <= 2
            && day is { Kind: CellFieldKind.Number, Digits: <= 2 };
        int full = year.Digits == 4 ? year.Value : year.Value + (year.Value < Pivot ? 2000 : 1900);
        return parts ? Date(full, month.Value, day.Value) : null;
    }

    private static DateTime? Date(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day)
            : null;

    private static DateTime? Quarter(CellField year, CellField quarter) => FullYear(year) is { } full ? Date(full, (quarter.Value * 3) - 2, 1) : null;

    private static DateTime? Half(CellField year, CellField half) => FullYear(year) is { } full ? Date(full, (half.Value * 6) - 5, 1) : null;

    private static DateTime? Week(CellField year, CellField week) =>
        FullYear(year) is { } full && week.Value >= 1 && week.Value <= ISOWeek.GetWeeksInYear(full)
            ? ISOWeek.ToDateTime(full, week.Value, DayOfWeek.Monday)
            : null;

    private static DateTime? DayOfYear(int year, int day) =>
        Date(year, 1, 1) is { } first && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365) ? first.AddDays(day - 1) : null;

    private static int? FullYear(CellField year) => year switch
    {
        { Kind: CellFieldKind.Number, Digits: 4, Value: >= FirstYear and <= LastYear } => year.Value,
        { Kind: CellFieldKind.Number, Digits: 2 } => year.Value + (year.Value < Pivot ? 2000 : 1900),
        _ => null,
    };
}
