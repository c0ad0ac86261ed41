namespace Tollama.Core.Frequencies;

/// <summary>What one step of a <see cref="Frequency"/> is counted in, finest first.</summary>
public enum FrequencyUnit
{
    /// <summary>Positions of a series that is merely numbered: 0, 1, 2, ….</summary>
    Index,

    /// <summary>Nanoseconds; time stamps hold 100 of them at least.</summary>
    Nanosecond,

    /// <summary>Microseconds.</summary>
    Microsecond,

    /// <summary>Milliseconds.</summary>
    Millisecond,

    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>The hours from 9 to 17, Monday to Friday.</summary>
    BusinessHour,

    /// <summary>Calendar days: 23 or 25 hours long when the clocks change.</summary>
    Day,

    /// <summary>Monday to Friday; holidays are not known.</summary>
    BusinessDay,

    /// <summary>Weeks, anchored to a weekday.</summary>
    Week,

    /// <summary>Twice a month: the 1st and 15th, or the 15th and the last day.</summary>
    SemiMonth,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Three months, anchored to a month.</summary>
    Quarter,

    /// <summary>Twelve months, anchored to a month.</summary>
    Year,
}
