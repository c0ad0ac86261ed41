namespace Tollama.Data.Tables.Roles;

/// <summary>What the cells of a column tell of a time.</summary>
internal enum TimePart
{
    /// <summary>The whole time stamp.</summary>
    Stamp,

    /// <summary>The day, without a time of day.</summary>
    Date,

    /// <summary>A year of four digits.</summary>
    Year,

    /// <summary>1 to 4, Q1 to Q4.</summary>
    Quarter,

    /// <summary>1 to 12, or a month's name.</summary>
    Month,

    /// <summary>1 to 53, W01 to W53.</summary>
    Week,

    /// <summary>The day of the year, 1 to 366.</summary>
    DayOfYear,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>An hour, 0 to 24, or a time of day.</summary>
    Clock,
}
