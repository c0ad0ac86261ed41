namespace Tollama.Core.Frequencies;

/// <summary>The notations of a date.</summary>
internal enum TimestampDateForm : byte
{
    /// <summary>2024-01-31.</summary>
    Date,

    /// <summary>20240131.</summary>
    Compact,

    /// <summary>2024-01.</summary>
    YearMonth,

    /// <summary>2024Q1.</summary>
    YearQuarter,

    /// <summary>2024-Q1.</summary>
    YearDashQuarter,

    /// <summary>2024-W05, an ISO week, which stands for its Monday.</summary>
    YearWeek,

    /// <summary>2024.</summary>
    Year,

    /// <summary>2015/16, 2015-16, FY2016: a year that need not begin in January, which stands for 1 January of the first number.</summary>
    FiscalYear,

    /// <summary>A position.</summary>
    Index,

    /// <summary>Seconds since 1970, ten digits; those of a second may follow after a point.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970, thirteen digits.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds since 1970, sixteen digits.</summary>
    UnixMicroseconds,

    /// <summary>Nanoseconds since 1970, nineteen digits, of which a time stamp holds hundreds.</summary>
    UnixNanoseconds,

    /// <summary>2024013123.</summary>
    CompactHour,

    /// <summary>202401312359.</summary>
    CompactMinute,

    /// <summary>20240131235959.</summary>
    CompactSecond,
}
