namespace Tollama.Numerics.Smoothing;

/// <summary>Means of so many neighbours.</summary>
public static class MovingAverage
{
    /// <summary>The mean of each run of <paramref name="window"/> values.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">The length of a run; from 1 to the length of the series.</param>
    /// <param name="means">Receives <paramref name="window"/> - 1 fewer values than the series has; may be the series itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is below 1 or longer than the series.</exception>
    public static void Over(ReadOnlySpan<double> values, int window, Span<double> means)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, values.Length);
        double sum = 0;
        foreach (double value in values[..window])
        {
            sum += value;
        }

        for (int index = 0; ; index++)
        {
            double oldest = values[index];
            means[index] = sum / window;
            if (index + window >= values.Length)
            {
                return;
            }

            sum += values[index + window] - oldest;
        }
    }
}
