namespace Tollama.Core.Frequencies;

/// <summary>The months of a calendar of whole weeks, whose years begin on a weekday: the last one that is not after a date. Now and then a year has 53 weeks.</summary>
/// <param name="pattern">The weeks of the months.</param>
/// <param name="year">The first point of any year of this calendar.</param>
/// <param name="daysLater">How many days, 0 to 6, the year may begin later than on the day of the year of <paramref name="year"/>.</param>
public sealed class WeekPatternSequence(WeekPattern pattern, DateTime year, int daysLater) : StepSequence
{
    private const int MonthsOfYear = 12;
    private const long WeekTicks = 7 * TimeSpan.TicksPerDay;

    private readonly DateTime _latest = year.AddDays(daysLater);

    /// <inheritdoc/>
    public override long At(long number)
    {
        long years = (long)Math.Floor((double)number / MonthsOfYear);
        long month = number - (years * MonthsOfYear);
        long weeks = (month / WeekPattern.Months * WeekPattern.Quarter) + pattern.WeeksTo(month % WeekPattern.Months);
        return YearStart(years) + (weeks * WeekTicks);
    }

    /// <inheritdoc/>
    public override long Floor(long ticks) =>
        Settle(ticks, (long)Math.Floor((ticks - year.Ticks) * (double)MonthsOfYear / (365.2425 * TimeSpan.TicksPerDay)));

    private long YearStart(long years)
    {
        long latest = _latest.AddYears(checked((int)years)).Ticks;
        long days = (latest - year.Ticks) / TimeSpan.TicksPerDay;
        return latest - ((((days % 7) + 7) % 7) * TimeSpan.TicksPerDay);
    }
}
