namespace Tollama.Core.Frequencies;

/// <summary>One point every so many months, on the day that a rule names.</summary>
/// <param name="origin">The month of the point with the number 0, counted from January of the year 0.</param>
/// <param name="months">The months between two points, at least 1.</param>
/// <param name="day">The day in its month.</param>
/// <param name="timeOfDay">The time of day of all points, in ticks.</param>
public sealed class MonthSequence(long origin, int months, MonthDay day, long timeOfDay) : StepSequence
{
    /// <summary>The month of a date, counted from January of the year 0.</summary>
    public static long MonthNumber(DateTime date) => (date.Year * 12L) + date.Month - 1;

    /// <inheritdoc/>
    public override long At(long number)
    {
        long month = checked(origin + (number * months));
        if (month is < 12 or >= 120_000)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "The point lies outside the years 1 to 9999.");
        }

        return day.In((int)(month / 12), (int)(month % 12) + 1).Ticks + timeOfDay;
    }

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        long number = (long)Math.Floor((double)(MonthNumber(new DateTime(ticks)) - origin) / months);
        while (At(number) > ticks)
        {
            number--;
        }

        return day.Spills ? Settle(ticks, number) : number;
    }
}
