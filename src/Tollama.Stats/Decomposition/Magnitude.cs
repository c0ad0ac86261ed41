namespace Tollama.Stats;

/// <summary>The size of the numbers of a series.</summary>
internal static class Magnitude
{
    /// <summary>The largest absolute value.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
