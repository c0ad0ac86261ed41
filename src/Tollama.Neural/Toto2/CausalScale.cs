namespace Tollama.Neural;

/// <summary>The scale of each patch of a series, which knows the patch and what was before it, but nothing after it.</summary>
/// <remarks>
/// Mean and variance grow by the recursion of Welford, Note on a Method for Calculating Corrected Sums of Squares and Products (1962).
/// </remarks>
internal static class CausalScale
{
    private const double LeastSpread = 1e-6;

    /// <summary>The scales of all patches.</summary>
    /// <param name="values">The values; NaN is missing.</param>
    /// <param name="patchLength">Values in a patch; patches end where the series ends.</param>
    /// <param name="patches">How many of the last patches.</param>
    /// <param name="fewest">A patch up to whose end fewer values are observed takes the scale of the first so many; 0 for none.</param>
    public static InstanceScale[] Of(ReadOnlySpan<double> values, int patchLength, int patches, int fewest)
    {
        InstanceScale[] scales = new InstanceScale[patches];
        int first = values.Length - (patches * patchLength);
        int open = 0;
        int count = 0;
        double mean = 0;
        double squares = 0;
        for (int patch = 0; patch < patches; patch++)
        {
            for (int i = Math.Max(first + (patch * patchLength), 0); i < first + ((patch + 1) * patchLength); i++)
            {
                if (double.IsNaN(values[i]))
                {
                    continue;
                }

                double deviation = values[i] - mean;
                mean += deviation / ++count;
                squares += deviation * (values[i] - mean);
                if (count == fewest)
                {
                    scales.AsSpan(open, patch - open).Fill(Scale(count, mean, squares));
                    open = patch;
                }
            }

            scales[patch] = Scale(count, mean, squares);
        }

        // Fewer than that in all: the scale of what there is.
        if (count < fewest)
        {
            Array.Fill(scales, Scale(count, mean, squares));
        }

        return scales;
    }

    private static InstanceScale Scale(int count, double mean, double squares) =>
        new(mean, Math.Max(Math.Sqrt(squares / Math.Max(1, count - 1)), LeastSpread), IsCompressed: true);
}
