namespace Tollama.Numerics.Kernels;

/// <summary>Quantiles of values that are sorted.</summary>
public static class SortedQuantile
{
    /// <summary>Interpolates between the two values beside the rank <c>level * (count - 1)</c>: type 7 of Hyndman and Fan (1996), as NumPy and R do.</summary>
    /// <param name="sorted">The values in ascending order; at least one.</param>
    /// <param name="level">The level, from 0 (the least value) to 1 (the greatest).</param>
    public static float At(ReadOnlySpan<float> sorted, double level)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        if (!(level is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "From 0 to 1.");
        }

        double rank = level * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + ((rank - below) * (sorted[above] - (double)sorted[below])));
    }
}
