namespace Tollama.Stats.Tests.Laws;

/// <summary>How wide a 95 % interval may be.</summary>
internal static class WidthLaw
{
    /// <summary>How many times as wide as that of a random walk with the steps of the series, unless the series went farther.</summary>
    private const double Times = 5;
    private const double Spreads = 1.5;
    private const double Deviate = 1.96;

    /// <summary>The widest interval that a history allows at a step.</summary>
    /// <param name="y">The history, without gaps.</param>
    /// <param name="step">From 1.</param>
    public static double Most(double[] y, int step)
    {
        int known = Math.Max(1, Math.Min(step, y.Length / 2));
        double walk = Math.Max(Change(y, 1) * Math.Sqrt(step), Change(y, known) * Math.Sqrt((double)step / known));
        double mean = y.Average();
        double spread = Math.Sqrt(y.Average(value => (value - mean) * (value - mean)));
        return 2 * Deviate * Math.Max(Times * walk, Spreads * spread);
    }

    private static double Change(double[] y, int steps)
    {
        double squares = 0;
        for (int index = steps; index < y.Length; index++)
        {
            squares += (y[index] - y[index - steps]) * (y[index] - y[index - steps]);
        }

        return y.Length > steps ? Math.Sqrt(squares / (y.Length - steps)) : 0;
    }
}
