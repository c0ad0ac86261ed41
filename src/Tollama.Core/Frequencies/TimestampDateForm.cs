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

    /// <summary>A position.</summary>
    Index,

    /// <summary>Seconds since 1970, ten digits.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970, thirteen digits.</summary>
    UnixMilliseconds,
}
