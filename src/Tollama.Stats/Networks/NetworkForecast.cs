namespace Tollama.Stats;

/// <summary>The median of a network, to be mixed with the forecast of a combination.</summary>
/// <remarks>As a method does, it counts until it leaves the <see cref="SaneRange"/> of the history.</remarks>
internal sealed record NetworkForecast(double[] Median, NetworkShare Share, SaneRange Range)
{
    /// <summary>How far it moves each step of a forecast; widths stay as they are.</summary>
    /// <param name="center">The center of the combination at each step.</param>
    public double[] Shift(double[] center)
    {
        double[] shift = new double[center.Length];
        for (int step = 0; step < shift.Length && Range.Contains(Median[step], step + 1); step++)
        {
            shift[step] = Share.At(step + 1) * (Median[step] - center[step]);
        }

        return shift;
    }
}
