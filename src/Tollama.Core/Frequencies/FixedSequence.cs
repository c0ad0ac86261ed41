namespace Tollama.Core.Frequencies;

/// <summary>Points at equal distances: seconds, hours, days, weeks, positions.</summary>
/// <param name="origin">The point with the number 0.</param>
/// <param name="size">The distance between two points, at least 1.</param>
public sealed class FixedSequence(long origin, long size) : StepSequence
{
    /// <summary>The distance between two points.</summary>
    public long Size { get; } = size > 0 ? size : throw new ArgumentOutOfRangeException(nameof(size), size, "A step is at least 1.");

    /// <inheritdoc/>
    public override long At(long number)
    {
        Int128 point = origin + ((Int128)number * Size);
        return point >= long.MinValue && point <= long.MaxValue
            ? (long)point
            : throw new ArgumentOutOfRangeException(nameof(number), number, "The point lies outside the calendar.");
    }

    /// <inheritdoc/>
    public override long Floor(long ticks)
    {
        long distance = ticks - origin;
        long number = distance / Size;
        return distance < 0 && number * Size != distance ? number - 1 : number;
    }
}
