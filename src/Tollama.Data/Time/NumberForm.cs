namespace Tollama.Data.Time;

/// <summary>What the numbers of a time column may mean.</summary>
internal enum NumberForm
{
    /// <summary>1990.</summary>
    Year,

    /// <summary>2412: December 2024.</summary>
    ShortMonth,

    /// <summary>20241231.</summary>
    CompactDate,

    /// <summary>31122024, or 1022024 where a program dropped the zero.</summary>
    CompactDayFirst,

    /// <summary>12312024.</summary>
    CompactMonthFirst,

    /// <summary>202412.</summary>
    CompactMonth,

    /// <summary>202452: the 52nd week of 2024.</summary>
    CompactWeek,

    /// <summary>20244 or 202404: the fourth quarter of 2024.</summary>
    CompactQuarter,

    /// <summary>241231.</summary>
    ShortDate,

    /// <summary>2024366: the 366th day of 2024.</summary>
    DayOfYear,

    /// <summary>2024123123.</summary>
    CompactHour,

    /// <summary>202412312359.</summary>
    CompactMinute,

    /// <summary>20241231235959.</summary>
    CompactSecond,

    /// <summary>20241231235959999.</summary>
    CompactMillisecond,

    /// <summary>Seconds since 1970.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds since 1970.</summary>
    UnixMicroseconds,

    /// <summary>Nanoseconds since 1970.</summary>
    UnixNanoseconds,

    /// <summary>45657: the days of a spreadsheet; a fraction is the time of day.</summary>
    SheetDay,

    /// <summary>20088: days since 1970.</summary>
    UnixDay,

    /// <summary>738886.5, 2460310.5: days since the year 0 or 1, or since 4713 BC.</summary>
    AncientDay,

    /// <summary>2024.917, 2024.75.</summary>
    DecimalYear,

    /// <summary>2024.12, 2024.01; 2024.1 is October whose zero a program dropped.</summary>
    YearPointMonth,

    /// <summary>2024.12, 2024.1: 2024.1 is January.</summary>
    YearPointShortMonth,

    /// <summary>2024.4: the fourth quarter of 2024.</summary>
    YearPointQuarter,

    /// <summary>12.2024.</summary>
    MonthPointYear,

    /// <summary>17.</summary>
    Position,
}
