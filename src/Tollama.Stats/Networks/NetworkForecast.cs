namespace Tollama.Stats;

/// <summary>The median of a network, to be mixed with the forecast of a combination.</summary>
/// <remarks>As a method does, it counts until it leaves the <see cref="SaneRange"/> of the history.</remarks>
internal sealed record NetworkForecast(double[] Median, NetworkShare Share, SaneRange Range)
{
    /// <summary>The lower end of the interval that tells how sure the combination is.</summary>
    public const double Lower = 0.1;

    /// <summary>The upper end of that interval.</summary>
    public const double Upper = 0.9;

    // In halves of that interval. Where the methods know the series that well, an exact season or a line, the network is no help: it never is exact.
    private const double FullShift = 1;
    private const double NoShift = 2;

    /// <summary>How far it moves each step of a forecast; widths stay as they are.</summary>
    /// <remarks>
    /// A step that it would move farther than half the 80 % interval of the combination moves less, and one that it would move farther than the whole of it stays. Each
    /// step is judged by itself, so the first steps of a forecast do not depend on its horizon.
    /// </remarks>
    /// <param name="center">The center of the combination at each step.</param>
    /// <param name="low">The lower end of its 80 % interval at each step.</param>
    /// <param name="high">The upper end.</param>
    public double[] Shift(double[] center, double[] low, double[] high)
    {
        double[] shift = new double[center.Length];
        for (int step = 0; step < shift.Length && Range.Contains(Median[step], step + 1); step++)
        {
            double whole = Share.At(step + 1) * (Median[step] - center[step]);
            double half = (high[step] - low[step]) / 2;
            double tooFar = half > 0 ? ((Math.Abs(whole) / half) - FullShift) / (NoShift - FullShift) : 1;
            shift[step] = whole * (1 - Math.Clamp(tooFar, 0, 1));
        }

        return shift;
    }
}
