namespace Tollama.Data.Time;

/// <summary>In which order the parts of a date stand; of two that fit equally well the one that is named first here is taken.</summary>
internal enum DateOrder
{
    /// <summary>2024/12/31, 2024 Dec 31.</summary>
    YearMonthDay,

    /// <summary>12/31/2024, December 31, 2024.</summary>
    MonthDayYear,

    /// <summary>31/12/2024, 31.12.2024, 31 Dec 2024.</summary>
    DayMonthYear,

    /// <summary>24-12-31.</summary>
    ShortYearMonthDay,

    /// <summary>2024 Dec, 2024/12, 2024M12.</summary>
    YearMonth,

    /// <summary>Dec 2024, 12/2024, Dec-24.</summary>
    MonthYear,

    /// <summary>24-Dec, as spreadsheets show months.</summary>
    ShortYearMonth,

    /// <summary>2024 Q4, 2024Q4, 24Q4.</summary>
    YearQuarter,

    /// <summary>Q4 2024, Q4/24, 4Q24.</summary>
    QuarterYear,

    /// <summary>2024-4: the fourth quarter.</summary>
    YearQuarterNumber,

    /// <summary>2024H2.</summary>
    YearHalf,

    /// <summary>H2 2024.</summary>
    HalfYear,

    /// <summary>2024 W05, 2024KW05.</summary>
    YearWeek,

    /// <summary>KW05/2024.</summary>
    WeekYear,

    /// <summary>2024-53: the last week.</summary>
    YearWeekNumber,

    /// <summary>53/2024: the last week.</summary>
    WeekYearNumber,

    /// <summary>2024-W05-1: the Monday of a week.</summary>
    YearWeekDay,

    /// <summary>2024-366: the day of a year.</summary>
    YearDay,

    /// <summary>20241231.</summary>
    Compact,

    /// <summary>202412.</summary>
    CompactMonth,

    /// <summary>2024.</summary>
    Year,

    /// <summary>31-Dec: a day of no year, which cannot be forecast.</summary>
    DayMonth,

    /// <summary>Dec 31: a day of no year.</summary>
    MonthDay,
}
