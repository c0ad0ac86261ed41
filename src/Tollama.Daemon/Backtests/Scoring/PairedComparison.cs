namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>
/// Which models are better than which: the differences of a measure over the same series (over the windows, if there is one series) have to be larger than their error. Each pair has a
/// two-sided t test of the mean difference; that there are many pairs is made good for by Holm's steps (Scandinavian Journal of Statistics 6, 1979), so that with a probability of 95 %
/// none of all the statements is wrong.
/// </summary>
internal static class PairedComparison
{
    /// <summary>With fewer pairs of values nothing is said.</summary>
    internal const int LeastPairs = 3;

    private const double Wrong = 0.05;

    /// <summary>The pairs of models of which the first is better, which is lower.</summary>
    /// <param name="measure">The values.</param>
    /// <param name="models">How many models there are.</param>
    internal static IReadOnlySet<(int Better, int Worse)> Of(PairedMeasure measure, int models)
    {
        List<(int Better, int Worse, double Chance)> pairs = [];
        for (int one = 0; one < models; one++)
        {
            for (int other = one + 1; other < models; other++)
            {
                if (measure.UnitsOf(one) is { Length: >= LeastPairs } first && measure.UnitsOf(other) is { } second)
                {
                    pairs.Add(Test(one, other, first, second));
                }
            }
        }

        HashSet<(int, int)> found = [];
        foreach ((int index, (int better, int worse, double chance)) in pairs.OrderBy(pair => pair.Chance).Index())
        {
            if (chance > Wrong / (pairs.Count - index))
            {
                break;
            }

            found.Add((better, worse));
        }

        return found;
    }

    private static (int Better, int Worse, double Chance) Test(int one, int other, double[] first, double[] second)
    {
        double[] differences = [.. first.Zip(second, (a, b) => a - b)];
        (double mean, double error) = PairedMeasure.MeanAndError(differences);

        // Differences of equal models are zero, or what rounding left of it, and so is their error: then chance decides nothing.
        double rounding = 1e-12 * Math.Max(first.Max(Math.Abs), second.Max(Math.Abs));
        double chance = Math.Abs(mean) <= rounding || !double.IsFinite(mean) || !double.IsFinite(error) ? 1 : StudentTail.TwoSided(mean / error, differences.Length - 1);
        return mean < 0 ? (one, other, chance) : (other, one, chance);
    }
}
