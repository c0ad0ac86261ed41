namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>
/// Average ranks of models over series, and the interval around each in which ranks cannot be told apart: half of Nemenyi's critical distance to either side, as in multiple comparisons
/// with the best (Koning, Franses, Hibon and Stekler, 2005; Demsar, 2006, section 3.2.2). Two models whose intervals do not overlap differ, with 5 % of error over all pairs.
/// </summary>
internal static class RankTest
{
    private const double Wrong = 0.05;

    /// <summary>The average rank of each model, 1 for the lowest value; equal values share the mean of their ranks. <see langword="null"/> for a model without values.</summary>
    /// <param name="measure">The values.</param>
    /// <param name="models">How many models there are.</param>
    internal static double?[] Of(PairedMeasure measure, int models)
    {
        double[]?[] values = [.. Enumerable.Range(0, models).Select(measure.UnitsOf)];
        double?[] ranks = new double?[models];
        for (int model = 0; model < models; model++)
        {
            if (values[model] is { } own)
            {
                ranks[model] = own.Index().Average(unit => 1 + values.Where(other => other is not null).Sum(other => Before(other![unit.Index], unit.Item)) - 0.5);
            }
        }

        return ranks;
    }

    /// <summary>The distance of average ranks from which on two models differ: q / sqrt(2) * sqrt(k (k + 1) / (6 N)), q the point that the range of k normal values exceeds in 5 of 100 cases.</summary>
    /// <param name="models">k, at least 2.</param>
    /// <param name="units">N, at least 1.</param>
    internal static double CriticalDistance(int models, int units) =>
        StudentizedRange.Critical(Wrong, models) / Math.Sqrt(2) * Math.Sqrt(models * (models + 1) / (6.0 * units));

    // A model is half before itself, which is taken off above.
    private static double Before(double other, double own) => other < own ? 1 : other == own ? 0.5 : 0;
}
