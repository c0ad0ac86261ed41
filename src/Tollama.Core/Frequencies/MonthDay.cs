using System.Runtime.InteropServices;

namespace Tollama.Core.Frequencies;

/// <summary>A rule that names one day in every month: the 1st, the last, the 15th, the last working day, ….</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MonthDay
{
    /// <summary>The fifth weekday of a kind does not exist in every month; this is the number of the last one.</summary>
    private const int LastWeekday = 5;

    private readonly MonthDayKind _kind;
    private readonly byte _day;
    private readonly DayOfWeek _weekday;

    private MonthDay(MonthDayKind kind, int day = 0, DayOfWeek weekday = DayOfWeek.Sunday) => (_kind, _day, _weekday) = (kind, (byte)day, weekday);

    /// <summary>The last day of the month.</summary>
    public static MonthDay End { get; } = new(MonthDayKind.End);

    /// <summary>The first Monday to Friday of the month.</summary>
    public static MonthDay FirstBusinessDay { get; } = new(MonthDayKind.FirstBusinessDay);

    /// <summary>The last Monday to Friday of the month.</summary>
    public static MonthDay LastBusinessDay { get; } = new(MonthDayKind.LastBusinessDay);

    /// <summary>Whether the date of a month may lie in the next month, or in the one before.</summary>
    internal bool Spills => _kind is MonthDayKind.Overflowing or MonthDayKind.WorkdayBefore or MonthDayKind.WorkdayAfter;

    /// <summary>The rule of an anchor.</summary>
    public static MonthDay Of(PeriodAnchor anchor) => anchor switch
    {
        PeriodAnchor.Start => On(1),
        PeriodAnchor.End => End,
        PeriodAnchor.BusinessStart => FirstBusinessDay,
        _ => LastBusinessDay,
    };

    /// <summary>The same day number in every month, or the last day of a month that is too short for it.</summary>
    /// <param name="day">1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not 1 to 31.</exception>
    public static MonthDay On(int day) => new(MonthDayKind.Day, CheckDay(day));

    /// <summary>The same day number in every month; where a month is too short, the days that lack are counted into the next one, as R and JavaScript do.</summary>
    /// <param name="day">1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not 1 to 31.</exception>
    public static MonthDay Overflowing(int day) => new(MonthDayKind.Overflowing, CheckDay(day));

    /// <summary>A weekday by its number: the third Friday, the last Saturday.</summary>
    /// <param name="which">1 to 4, or 5 for the last.</param>
    /// <param name="weekday">The weekday.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 to 5.</exception>
    public static MonthDay OnWeekday(int which, DayOfWeek weekday)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(which, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(which, LastWeekday);
        return new MonthDay(MonthDayKind.Weekday, which, weekday);
    }

    /// <summary>A day number, and where that is a Saturday or Sunday the Friday before or the Monday after it.</summary>
    /// <param name="day">1 to 31; the last day of a month that is too short for it.</param>
    /// <param name="before">Whether the Friday before counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not 1 to 31.</exception>
    public static MonthDay OnWorkday(int day, bool before) => new(before ? MonthDayKind.WorkdayBefore : MonthDayKind.WorkdayAfter, CheckDay(day));

    /// <summary>The rule as a frequency's name has it in brackets; <see langword="null"/> for one that such a name has no brackets for.</summary>
    /// <value><c>3rd Fri</c>, <c>last Sat</c>, <c>25 or before</c>, <c>15 or after</c>.</value>
    public string? Text => _kind switch
    {
        MonthDayKind.Weekday => MonthDayText.OfWeekday(_day, _weekday),
        MonthDayKind.WorkdayBefore or MonthDayKind.WorkdayAfter => MonthDayText.OfWorkday(_day, _kind == MonthDayKind.WorkdayBefore),
        _ => null,
    };

    /// <summary>The date that the rule names in a month; of a rule that overflows, it may lie in the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month between the years 1 and 9999.</exception>
    public DateTime In(int year, int month)
    {
        int length = DateTime.DaysInMonth(year, month);
        return _kind switch
        {
            MonthDayKind.End => new DateTime(year, month, length),
            MonthDayKind.FirstBusinessDay => FirstBusinessDayOf(new DateTime(year, month, 1)),
            MonthDayKind.LastBusinessDay => LastBusinessDayOf(new DateTime(year, month, length)),
            MonthDayKind.Overflowing => new DateTime(year, month, 1).AddDays(_day - 1),
            MonthDayKind.Weekday => WeekdayIn(year, month),
            MonthDayKind.WorkdayBefore => LastBusinessDayOf(new DateTime(year, month, Math.Min(_day, length))),
            MonthDayKind.WorkdayAfter => FirstBusinessDayOf(new DateTime(year, month, Math.Min(_day, length))),
            _ => new DateTime(year, month, Math.Clamp(_day, (byte)1, (byte)length)),
        };
    }

    /// <summary>Whether the rule names this date.</summary>
    public bool Matches(DateTime date) => In(date.Year, date.Month) == date.Date || (Spills && (IsOf(date, -1) || IsOf(date, 1)));

    /// <summary>The month for which a date stands, counted from January of the year 0: that of the date, or the one before for a date that overflowed.</summary>
    public long MonthOf(DateTime date)
    {
        long month = MonthSequence.MonthNumber(date);
        return !Spills || In(date.Year, date.Month) == date.Date ? month : IsOf(date, -1) ? month - 1 : IsOf(date, 1) ? month + 1 : month;
    }

    private static int CheckDay(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        return day;
    }

    private static DateTime FirstBusinessDayOf(DateTime date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(2),
        DayOfWeek.Sunday => date.AddDays(1),
        _ => date,
    };

    private static DateTime LastBusinessDayOf(DateTime date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(-1),
        DayOfWeek.Sunday => date.AddDays(-2),
        _ => date,
    };

    private DateTime WeekdayIn(int year, int month)
    {
        int length = DateTime.DaysInMonth(year, month);
        int first = 1 + (((int)_weekday - (int)new DateTime(year, month, 1).DayOfWeek + 7) % 7);
        int day = first + (7 * (_day - 1));
        return new DateTime(year, month, day <= length ? day : day - 7);
    }

    private bool IsOf(DateTime date, int months)
    {
        long month = MonthSequence.MonthNumber(date) + months;
        return month is >= 12 and < 119_999 && In((int)(month / 12), (int)(month % 12) + 1) == date.Date;
    }
}
