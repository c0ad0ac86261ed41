namespace Tollama.Data.Tests.Ugly;

/// <summary>How far the stamps of a generated table lie apart.</summary>
internal enum UglyStep
{
    Day,
    BusinessDay,
    Week,
    Month,
    MonthEnd,
    Quarter,
    Year,
    Hour,
    QuarterHour,
}
