namespace Tollama.Data.Time;

/// <summary>What the steps of a series are even on.</summary>
internal enum TimeAxis
{
    /// <summary>The local time as it is written, or positions.</summary>
    Written,

    /// <summary>UTC: a day has 23 or 25 hourly steps when the clocks change.</summary>
    Utc,

    /// <summary>The clocks of a place, while the stamps are written in UTC.</summary>
    Clocks,
}
