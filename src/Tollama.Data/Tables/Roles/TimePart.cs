namespace Tollama.Data.Tables.Roles;

/// <summary>What the cells of a column tell of a time.</summary>
internal enum TimePart
{
    /// <summary>The whole time stamp.</summary>
    Stamp,

    /// <summary>The day, without a time of day.</summary>
    Date,

    /// <summary>A year of four digits, or of two, or one that need not begin in January: FY20, 2019/20.</summary>
    Year,

    /// <summary>1 and 2, H1 and H2.</summary>
    Half,

    /// <summary>1 to 4, Q1 to Q4.</summary>
    Quarter,

    /// <summary>1 to 12, or a month's name.</summary>
    Month,

    /// <summary>1 to 53, W01 to W53.</summary>
    Week,

    /// <summary>The day of the year, 1 to 366.</summary>
    DayOfYear,

    /// <summary>The month, quarter or week of a year that is counted in periods: 1 to 12, P01 to P12. Beside a date as <see cref="Slot"/>.</summary>
    Period,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>The day of the week, by name or 1 to 7.</summary>
    Weekday,

    /// <summary>An hour, 0 to 24, or a time of day, or the hours from one time to another.</summary>
    Clock,

    /// <summary>The minutes of an hour, 0 to 59.</summary>
    Minute,

    /// <summary>AM or PM.</summary>
    HalfDay,

    /// <summary>The number of an equal part of the day: 1 to 48 for half hours.</summary>
    Slot,
}
