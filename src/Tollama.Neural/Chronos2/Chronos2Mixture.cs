namespace Tollama.Neural;

/// <summary>Quantiles of a mixture: each path stands for a share of the probability, and so does each quantile of its forecast.</summary>
internal static class Chronos2Mixture
{
    /// <summary>The quantiles of all paths together.</summary>
    /// <param name="pathLevels">The level that each path follows.</param>
    /// <param name="levels">The levels of the forecasts and of the result.</param>
    /// <param name="paths">For each path a row of values a level.</param>
    public static double[][] Quantiles(IReadOnlyList<double> pathLevels, IReadOnlyList<double> levels, IReadOnlyList<double[][]> paths)
    {
        double[] ofPath = Masses(pathLevels);
        double[] ofLevel = Masses(levels);
        (int Path, int Level)[] samples = [.. Enumerable.Range(0, ofPath.Length).SelectMany(path => Enumerable.Range(0, ofLevel.Length).Select(level => (path, level)))];
        int steps = paths[0][0].Length;
        double[][] result = [.. levels.Select(_ => new double[steps])];
        double[] values = new double[samples.Length];
        double[] cumulative = new double[samples.Length];
        for (int step = 0; step < steps; step++)
        {
            double sum = 0;
            int filled = 0;
            foreach ((int path, int level) in samples.OrderBy(sample => paths[sample.Path][sample.Level][step]))
            {
                sum += ofPath[path] * ofLevel[level];
                values[filled] = paths[path][level][step];
                cumulative[filled++] = Math.Min(sum, 1);
            }

            for (int level = 0; level < result.Length; level++)
            {
                result[level][step] = At(cumulative, values, levels[level]);
            }
        }

        return result;
    }

    /// <summary>
    /// The share of the probability that each level stands for: half of the way to its neighbours, where 0 and 1 are the outermost.
    /// </summary>
    internal static double[] Masses(IReadOnlyList<double> levels)
    {
        double[] bounds = [0, .. levels, 1];
        double[] masses = [.. levels.Select((_, i) => (bounds[i + 2] - bounds[i]) / 2)];
        double sum = masses.Sum();
        return [.. masses.Select(mass => mass / sum)];
    }

    /// <summary>The value at which the cumulative probability reaches a level; the outermost values beyond.</summary>
    private static double At(double[] cumulative, double[] values, double level)
    {
        int above = 0;
        while (above < cumulative.Length && cumulative[above] <= level)
        {
            above++;
        }

        if (above == 0 || above == cumulative.Length)
        {
            return values[Math.Min(above, values.Length - 1)];
        }

        double share = (level - cumulative[above - 1]) / (cumulative[above] - cumulative[above - 1]);
        return values[above - 1] + (share * (values[above] - values[above - 1]));
    }
}
