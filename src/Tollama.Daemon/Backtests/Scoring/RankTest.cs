namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>
/// Average ranks of models over series, and the interval around each in which ranks cannot be told apart: half of Nemenyi's critical distance to either side, as in multiple comparisons
/// with the best (Koning, Franses, Hibon and Stekler, 2005; Demsar, 2006, section 3.2.2). Two models whose intervals do not overlap differ, with 5 % of error over all pairs.
/// </summary>
internal static class RankTest
{
    private const double Wrong = 0.05;

    /// <summary>The rank of each model, 1 for the lowest value; equal values share the mean of their ranks. <see langword="null"/> for a model without values.</summary>
    /// <param name="measure">The values.</param>
    /// <param name="models">How many models there are.</param>
    /// <param name="hasIntervals">Whether the values are independent enough for intervals.</param>
    internal static ModelRank?[] Of(PairedMeasure measure, int models, bool hasIntervals)
    {
        double[]?[] values = [.. Enumerable.Range(0, models).Select(measure.UnitsOf)];
        double[][] ranked = [.. values.OfType<double[]>()];
        double? half = hasIntervals && ranked.Length > 1 && measure.Units > 1 ? CriticalDistance(ranked.Length, measure.Units) / 2 : null;
        return [.. values.Select(own => own is null ? (ModelRank?)null : new ModelRank(own.Index().Average(unit => RankOf(unit.Item, ranked, unit.Index)), half))];
    }

    /// <summary>The distance of average ranks from which on two models differ: q / sqrt(2) * sqrt(k (k + 1) / (6 N)), q the point that the range of k normal values exceeds in 5 of 100 cases.</summary>
    /// <param name="models">k, at least 2.</param>
    /// <param name="units">N, at least 1.</param>
    internal static double CriticalDistance(int models, int units) =>
        StudentizedRange.Critical(Wrong, models) / Math.Sqrt(2) * Math.Sqrt(models * (models + 1) / (6.0 * units));

    // A model shares its rank with itself, too: half a place that is taken off.
    private static double RankOf(double own, double[][] all, int unit) => 0.5 + all.Sum(other => other[unit] < own ? 1 : other[unit] == own ? 0.5 : 0);
}
