namespace Tollama.Core.Frequencies;

/// <summary>A rule that names one day in every month: the 1st, the last, the 15th, the last working day, ….</summary>
public readonly record struct MonthDay
{
    private const int EndCode = 32;
    private const int FirstBusinessCode = 33;
    private const int LastBusinessCode = 34;

    private readonly byte _code;

    private MonthDay(int code) => _code = (byte)code;

    /// <summary>The last day of the month.</summary>
    public static MonthDay End { get; } = new(EndCode);

    /// <summary>The first Monday to Friday of the month.</summary>
    public static MonthDay FirstBusinessDay { get; } = new(FirstBusinessCode);

    /// <summary>The last Monday to Friday of the month.</summary>
    public static MonthDay LastBusinessDay { get; } = new(LastBusinessCode);

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
    public static MonthDay On(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        return new MonthDay(day);
    }

    /// <summary>The date that the rule names in a month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month between the years 1 and 9999.</exception>
    public DateTime In(int year, int month)
    {
        int length = DateTime.DaysInMonth(year, month);
        return _code switch
        {
            EndCode => new DateTime(year, month, length),
            FirstBusinessCode => FirstBusinessDayOf(new DateTime(year, month, 1)),
            LastBusinessCode => LastBusinessDayOf(new DateTime(year, month, length)),
            _ => new DateTime(year, month, Math.Clamp(_code, (byte)1, (byte)length)),
        };
    }

    /// <summary>Whether the rule names this date.</summary>
    public bool Matches(DateTime date) => In(date.Year, date.Month) == date.Date;

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
}
