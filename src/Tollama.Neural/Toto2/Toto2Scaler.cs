namespace Tollama.Neural;

/// <summary>Mean and standard deviation of all that was observed up to the end of each patch.</summary>
/// <remarks>Welford, Note on a Method for Calculating Corrected Sums of Squares and Products (1962); in double precision, as the model was trained.</remarks>
internal static class Toto2Scaler
{
    private const double LeastScale = 1e-6;

    /// <summary>The scale of each patch.</summary>
    /// <param name="values">The values.</param>
    /// <param name="observed">Which of them were observed.</param>
    /// <param name="patchLength">Values in a patch.</param>
    /// <param name="fewest">Patches with fewer observations up to their end take the scale of the first so many; 0 for none.</param>
    public static InstanceScale[] Of(ReadOnlySpan<double> values, ReadOnlySpan<bool> observed, int patchLength, int fewest)
    {
        InstanceScale[] scales = new InstanceScale[values.Length / patchLength];
        int[] counts = new int[scales.Length];
        double mean = 0;
        double squares = 0;
        int count = 0;
        InstanceScale first = default;
        for (int i = 0; i < values.Length; i++)
        {
            if (observed[i])
            {
                count++;
                double distance = values[i] - mean;
                mean += distance / count;
                squares += distance * (values[i] - mean);
            }

            InstanceScale now = new(mean, Math.Max(Math.Sqrt(squares / Math.Max(1, count - 1)), LeastScale), IsCompressed: true);
            first = count <= fewest ? now : first;
            if ((i + 1) % patchLength == 0)
            {
                scales[i / patchLength] = now;
                counts[i / patchLength] = count;
            }
        }

        for (int patch = 0; patch < scales.Length && counts[patch] < fewest; patch++)
        {
            scales[patch] = first;
        }

        return scales;
    }
}
