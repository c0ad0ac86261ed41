namespace Tollama.Stats;

/// <summary>Arithmetic means.</summary>
internal static class Average
{
    /// <summary>
    /// The mean of at least one value, summed as distances to the first, so that equal values have exactly their own mean.
    /// </summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value - values[0];
        }

        return values[0] + (sum / values.Length);
    }
}
