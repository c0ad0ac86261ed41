namespace Tollama.Core.Frequencies;

/// <summary>The middles of months, quarters or years, as climate data are stamped: 16 January 12:00, 15 February 00:00, ….</summary>
/// <param name="origin">The first month of the period with the number 0, counted from January of the year 0.</param>
/// <param name="months">The months of a period, at least 1.</param>
public sealed class MiddleSequence(long origin, int months) : StepSequence
{
    /// <inheritdoc/>
    public override long At(long number)
    {
        long month = checked(origin + (number * months));
        long start = Start(month);
        return start + ((Start(month + months) - start) / 2);
    }

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        long number = (long)Math.Floor((double)(MonthSequence.MonthNumber(new DateTime(ticks)) - origin) / months);
        return At(number) > ticks ? number - 1 : number;
    }

    private static long Start(long month) => month is >= 12 and < 120_000
        ? new DateTime((int)(month / 12), (int)(month % 12) + 1, 1).Ticks
        : throw new ArgumentOutOfRangeException(nameof(month), month, "The point lies outside the years 1 to 9999.");
}
