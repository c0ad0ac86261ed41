namespace Tollama.Core.Frequencies;

/// <summary>The day that stands for a month, quarter or year in a series.</summary>
public enum PeriodAnchor
{
    /// <summary>The first day: <c>MS</c>, <c>QS</c>, <c>YS</c>, <c>SMS</c>.</summary>
    Start,

    /// <summary>The last day: <c>ME</c>, <c>QE</c>, <c>YE</c>, <c>SME</c>.</summary>
    End,

    /// <summary>The first Monday to Friday: <c>BMS</c>, <c>BQS</c>, <c>BYS</c>.</summary>
    BusinessStart,

    /// <summary>The last Monday to Friday: <c>BME</c>, <c>BQE</c>, <c>BYE</c>.</summary>
    BusinessEnd,
}
