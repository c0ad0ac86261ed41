namespace Tollama.Core.Frequencies;

/// <summary>Two points a month: the 1st and the 15th, or the 1st and the 16th, or the 15th and the last day.</summary>
/// <param name="origin">The half month of the point with the number 0: twice its month number, plus 1 for the second half.</param>
/// <param name="multiple">The half months between two points, at least 1.</param>
/// <param name="anchor"><see cref="PeriodAnchor.Start"/> for the 1st and 15th, <see cref="PeriodAnchor.End"/> for the 15th and the last day.</param>
/// <param name="timeOfDay">The time of day of all points, in ticks.</param>
public sealed class SemiMonthSequence(long origin, int multiple, PeriodAnchor anchor, long timeOfDay) : StepSequence
{
    private readonly MonthDay _first = anchor == PeriodAnchor.Start ? MonthDay.On(1) : MonthDay.On(15);
    private readonly MonthDay _second = anchor == PeriodAnchor.Start ? MonthDay.On(15) : MonthDay.End;

    /// <summary>The day on which the second half of a month begins: the 15th, or the 16th.</summary>
    public int Middle
    {
        init => _second = anchor == PeriodAnchor.Start ? MonthDay.On(value) : _second;
    }

    /// <inheritdoc/>
    public override long At(long number) => HalfMonth(checked(origin + (number * multiple)));

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        long half = (MonthSequence.MonthNumber(new DateTime(ticks)) * 2) + 1;
        while (HalfMonth(half) > ticks)
        {
            half--;
        }

        return (long)Math.Floor((double)(half - origin) / multiple);
    }

    private long HalfMonth(long half)
    {
        long month = half >> 1;
        if (month is < 12 or >= 120_000)
        {
            throw new ArgumentOutOfRangeException(nameof(half), half, "The point lies outside the years 1 to 9999.");
        }

        MonthDay day = (half & 1) == 0 ? _first : _second;
        return day.In((int)(month / 12), (int)(month % 12) + 1).Ticks + timeOfDay;
    }
}
