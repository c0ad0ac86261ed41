namespace Tollama.Data.Tables.Columnar;

/// <summary>An index of pandas that is a range of numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">The first number.</param>
/// <param name="Stop">The number before which it ends.</param>
/// <param name="Step">The step from each to the next; not 0.</param>
internal sealed record NamedRange(string Name, long Start, long Stop, long Step)
{
    /// <summary>Whether it has a number for each of so many rows.</summary>
    public bool Fits(long rows) => rows > 0 && (Int128)Start + ((Int128)Step * (rows - 1)) is var last && last >= long.MinValue && last <= long.MaxValue
        && (Step > 0 ? last < Stop && last + Step >= Stop : last > Stop && last + Step <= Stop);
}
