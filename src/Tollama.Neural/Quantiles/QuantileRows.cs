namespace Tollama.Neural;

/// <summary>Forecasts of several quantile levels over the horizon: a row a level, as a model says them.</summary>
internal static class QuantileRows
{
    /// <summary>Sorts the values of every step, so that no quantile lies above a higher one.</summary>
    /// <remarks>
    /// Chernozhukov et al., Quantile and Probability Curves Without Crossing (2010): sorted quantiles are never farther from the truth.
    /// </remarks>
    public static void Sort(double[][] rows)
    {
        double[] column = new double[rows.Length];
        for (int step = 0; step < rows[0].Length; step++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                column[i] = rows[i][step];
            }

            Array.Sort(column);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i][step] = column[i];
            }
        }
    }

    /// <summary>The same values, in order at every step; the given rows stay as they are.</summary>
    public static double[][] Sorted(double[][] rows)
    {
        double[][] sorted = [.. rows.Select(row => (double[])row.Clone())];
        Sort(sorted);
        return sorted;
    }

    /// <summary>The row of a level: one of the model's own, or between two of them, or, beyond the outermost, that one.</summary>
    public static double[] At(IReadOnlyList<double> levels, double[][] rows, double level)
    {
        int above = 0;
        while (above < levels.Count && levels[above] < level)
        {
            above++;
        }

        if (above == levels.Count)
        {
            return [.. rows[^1]];
        }

        if (above == 0 || IsSame(levels[above], level))
        {
            return [.. rows[above]];
        }

        double share = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
        return [.. rows[above - 1].Zip(rows[above], (low, high) => low + (share * (high - low)))];
    }

    /// <summary>True if a level is meant to be the other: 0.1 + 0.2 is 0.3.</summary>
    public static bool IsSame(double left, double right) => Math.Abs(left - right) < 1e-9;
}
