namespace Tollama.Neural;

/// <summary>Reads the asked-for levels from what a model says of its own.</summary>
/// <param name="native">The model's levels, ascending.</param>
/// <param name="between">How other levels are read.</param>
/// <param name="isRaw">True to leave quantiles that cross as they are.</param>
internal sealed class LevelReading(IReadOnlyList<double> native, BetweenLevels between, bool isRaw)
{
    // Ranks stand for levels only where these are 1 / (n + 1), 2 / (n + 1) and so on.
    private readonly bool _byRanks = between == BetweenLevels.OfRanks && native.Index().All(level => QuantileRows.IsSame(level.Item, (level.Index + 1.0) / (native.Count + 1)));

    /// <summary>A row for each asked-for level.</summary>
    /// <param name="rows">A row for each of the model's levels; they may cross.</param>
    /// <param name="levels">The levels; ascending.</param>
    /// <remarks>
    /// Where all levels are the model's own, they are put in order with the others of the model. Where one of them is not, all are read as the reference reads
    /// them, and put in order afterwards.
    /// </remarks>
    public double[][] Read(double[][] rows, IReadOnlyList<double> levels)
    {
        bool allNative = levels.All(level => native.Any(own => QuantileRows.IsSame(own, level)));
        double[][] read = allNative || (between == BetweenLevels.OfOrdered) || (between == BetweenLevels.OfRanks && !_byRanks)
            ? [.. levels.Select(level => QuantileRows.At(native, InOrder(rows), level))]
            : _byRanks ? ReadByRanks(rows, levels) : [.. levels.Select(level => QuantileRows.At(native, rows, level))];
        return isRaw || read.Length == 0 ? read : QuantileRows.Sorted(read);
    }

    /// <summary>The median of the model's own quantiles.</summary>
    public double[] Median(double[][] rows) => QuantileRows.At(native, InOrder(rows), 0.5);

    private double[][] InOrder(double[][] rows) => isRaw ? rows : QuantileRows.Sorted(rows);

    private static double[][] ReadByRanks(double[][] rows, IReadOnlyList<double> levels)
    {
        double[][] ordered = QuantileRows.Sorted([rows[0], .. rows, rows[^1]]);
        double[] ranks = [.. Enumerable.Range(0, ordered.Length).Select(rank => rank / (ordered.Length - 1.0))];
        return [.. levels.Select(level => QuantileRows.At(ranks, ordered, level))];
    }
}
