namespace Tollama.Data.Time;

/// <summary>Why a column whose cells can be read as time stamps one by one cannot be trusted as a whole.</summary>
internal static class StampDoubts
{
    /// <param name="cells">The cells.</param>
    /// <param name="column">What they were read as.</param>
    /// <returns><see langword="null"/> when nothing speaks against it.</returns>
    public static string? Of(IReadOnlyList<string> cells, TimestampColumn column)
    {
        if (RoundedNumbers.Problem(cells, column) is { } rounded)
        {
            return rounded;
        }

        StampRows rows = new(cells, column);
        return rows.Count == 0 ? null : MixedOffsets.Problem(rows) ?? HourTwentyFour.Problem(rows) ?? SwappedDays.Problem(rows);
    }
}
