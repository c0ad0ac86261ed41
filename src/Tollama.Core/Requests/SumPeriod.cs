namespace Tollama.Core.Requests;

/// <summary>Which steps of a forecast are added up: those whose time stamps lie in one period of the calendar.</summary>
public enum SumPeriod
{
    /// <summary>All steps.</summary>
    All,

    /// <summary>Those of an hour.</summary>
    Hour,

    /// <summary>Those of a day.</summary>
    Day,

    /// <summary>Those of a week, which begins on Monday.</summary>
    Week,

    /// <summary>Those of a month.</summary>
    Month,

    /// <summary>Those of a quarter of a year.</summary>
    Quarter,

    /// <summary>Those of a year.</summary>
    Year,
}
