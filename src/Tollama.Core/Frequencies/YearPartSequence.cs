namespace Tollama.Core.Frequencies;

/// <summary>The starts or the middles of equal parts of a year, as decimal years have them: twelfths of 365 or 366 days.</summary>
/// <param name="parts">The parts of a year, at least 1.</param>
/// <param name="middles">Whether the points lie in the middle of their part.</param>
public sealed class YearPartSequence(int parts, bool middles) : StepSequence
{
    /// <inheritdoc/>
    public override long At(long number)
    {
        long year = (long)Math.Floor((double)number / parts);
        if (year is < 1 or > 9998)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "The point lies outside the years 1 to 9998.");
        }

        long start = new DateTime((int)year, 1, 1).Ticks;
        long length = new DateTime((int)year + 1, 1, 1).Ticks - start;
        long halves = (2 * (number - (year * parts))) + (middles ? 1 : 0);
        return start + ((length * halves) + parts) / (2L * parts);
    }

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        DateTime date = new(ticks);
        return Settle(ticks, (date.Year * (long)parts) + ((date.DayOfYear - 1) * (long)parts / 366));
    }
}
