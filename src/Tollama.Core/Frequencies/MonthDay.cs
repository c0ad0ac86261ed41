namespace Tollama.Core.Frequencies;

/// <summary>A rule that names one day in every month: the 1st, the last, the 15th, the last working day, ….</summary>
public readonly record struct MonthDay
{
    private readonly MonthDayKind _kind;
    private readonly byte _day;

    private MonthDay(MonthDayKind kind, int day = 0) => (_kind, _day) = (kind, (byte)day);

    /// <summary>The last day of the month.</summary>
    public static MonthDay End { get; } = new(MonthDayKind.End);

    /// <summary>The first Monday to Friday of the month.</summary>
    public static MonthDay FirstBusinessDay { get; } = new(MonthDayKind.FirstBusinessDay);

    /// <summary>The last Monday to Friday of the month.</summary>
    public static MonthDay LastBusinessDay { get; } = new(MonthDayKind.LastBusinessDay);

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
            _ => new DateTime(year, month, Math.Clamp(_day, (byte)1, (byte)length)),
        };
    }

    /// <summary>Whether the rule names this date.</summary>
    public bool Matches(DateTime date) =>
        In(date.Year, date.Month) == date.Date || (_kind == MonthDayKind.Overflowing && IsFromMonthBefore(date));

    /// <summary>The month for which a date stands, counted from January of the year 0: that of the date, or the one before for a date that overflowed.</summary>
    public long MonthOf(DateTime date) => MonthSequence.MonthNumber(date) - (_kind == MonthDayKind.Overflowing && IsFromMonthBefore(date) ? 1 : 0);

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

    private bool IsFromMonthBefore(DateTime date)
    {
        long month = MonthSequence.MonthNumber(date) - 1;
        return month >= 12 && date.Day < _day && In((int)(month / 12), (int)(month % 12) + 1) == date.Date;
    }
}
