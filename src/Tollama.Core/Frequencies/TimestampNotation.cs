namespace Tollama.Core.Frequencies;

/// <summary>Notations that one text alone does not show: a column of them does.</summary>
public enum TimestampNotation
{
    /// <summary>Seconds since 1970, of any number of digits, with or without a fraction.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary>Microseconds since 1970.</summary>
    UnixMicroseconds,

    /// <summary>Nanoseconds since 1970.</summary>
    UnixNanoseconds,

    /// <summary>2024013123: a date and an hour, 0 to 24.</summary>
    CompactHour,

    /// <summary>202401312359.</summary>
    CompactMinute,

    /// <summary>20240131235959.</summary>
    CompactSecond,

    /// <summary>2015/16, 2015-16, 2015/2016, FY2016, FY16: a year that need not begin in January.</summary>
    FiscalYear,
}
