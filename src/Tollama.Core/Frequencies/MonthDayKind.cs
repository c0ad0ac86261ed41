namespace Tollama.Core.Frequencies;

/// <summary>The kinds of rules that name a day of the month.</summary>
internal enum MonthDayKind : byte
{
    /// <summary>A day number, or the last day of a shorter month.</summary>
    Day,

    /// <summary>The last day.</summary>
    End,

    /// <summary>The first Monday to Friday.</summary>
    FirstBusinessDay,

    /// <summary>The last Monday to Friday.</summary>
    LastBusinessDay,

    /// <summary>A day number, or as many days into the next month.</summary>
    Overflowing,

    /// <summary>A weekday by its number.</summary>
    Weekday,

    /// <summary>A day number, or the Friday before a weekend.</summary>
    WorkdayBefore,

    /// <summary>A day number, or the Monday after a weekend.</summary>
    WorkdayAfter,
}
