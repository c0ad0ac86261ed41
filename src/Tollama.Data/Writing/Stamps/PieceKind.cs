namespace Tollama.Data.Writing.Stamps;

/// <summary>What a piece of a time stamp's text tells.</summary>
internal enum PieceKind
{
    /// <summary>Nothing: it is the same in every text.</summary>
    Literal,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The last two digits of the year.</summary>
    ShortYear,

    /// <summary>The year of the ISO week.</summary>
    WeekYear,

    /// <summary>The half of the year.</summary>
    Half,

    /// <summary>The quarter.</summary>
    Quarter,

    /// <summary>The month as a number.</summary>
    Month,

    /// <summary>The name of the month.</summary>
    MonthName,

    /// <summary>The ISO week.</summary>
    Week,

    /// <summary>The day of the year.</summary>
    DayOfYear,

    /// <summary>The day of the month.</summary>
    Day,

    /// <summary>The name of the weekday.</summary>
    Weekday,

    /// <summary>Year, month and day in eight digits.</summary>
    CompactDay,

    /// <summary>Year and month in six digits.</summary>
    CompactMonth,

    /// <summary>The hour, 0 to 23.</summary>
    Hour,

    /// <summary>The hour, 1 to 12.</summary>
    HalfDayHour,

    /// <summary>The minute.</summary>
    Minute,

    /// <summary>The second.</summary>
    Second,

    /// <summary>Digits of a second.</summary>
    Fraction,

    /// <summary>AM or PM.</summary>
    HalfDay,

    /// <summary>The offset from UTC.</summary>
    Offset,
}
