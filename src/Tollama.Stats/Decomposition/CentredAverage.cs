using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// The moving average over one season, centred; over an even season the window is one longer, its two ends counting half.
/// </summary>
internal static class CentredAverage
{
    /// <summary>The average at each position; <see cref="double.NaN"/> for half a season at either end.</summary>
    // Each window is summed anew: a running sum would carry the rounding of every earlier value along.
    public static double[] Over(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter)
    {
        double[] trend = new double[values.Length];
        Array.Fill(trend, double.NaN);
        int half = seasonLength / 2;
        double edge = seasonLength % 2 == 0 ? 0.5 : 1;
        for (int index = half; index < values.Length - half; index++)
        {
            meter.Spend(seasonLength);
            double sum = edge * (values[index - half] + values[index + half]);
            foreach (double value in values.Slice(index - half + 1, (2 * half) - 1))
            {
                sum += value;
            }

            trend[index] = sum / seasonLength;
        }

        return trend;
    }
}
