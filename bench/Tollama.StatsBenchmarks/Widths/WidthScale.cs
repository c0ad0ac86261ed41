namespace Tollama.StatsBenchmarks;

/// <summary>What a history says about how far a series goes.</summary>
internal sealed class WidthScale
{
    /// <summary>How many standard deviations a 95 % interval reaches to a side.</summary>
    public const double Deviate = 1.959964;

    private readonly double[] _values;
    private readonly double _step;
    private readonly double _spread;

    public WidthScale(double[] values)
    {
        _values = values;
        _step = Change(1);
        double mean = values.Average();
        _spread = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        (Low, High) = (values.Min(), values.Max());
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The largest value.</summary>
    public double High { get; }

    /// <summary>
    /// The width of a 95 % interval, divided by that of a random walk with the steps of the series, or by what the history shows where
    /// that is more: its changes over as many steps, its spread.
    /// </summary>
    /// <param name="width">The width.</param>
    /// <param name="step">The step, from 1.</param>
    public double Ratio(double width, int step)
    {
        int known = Math.Max(1, Math.Min(step, _values.Length / 2));
        double walk = Math.Max(_step * Math.Sqrt(step), Change(known) * Math.Sqrt((double)step / known));
        double least = Math.Max(walk, _spread * SpreadShare);
        return width == 0 ? 0 : width / (2 * Deviate * least);
    }

    // One and a half times the spread is always allowed, see SaneWidth.
    private const double SpreadShare = 1.5 / WidthReport.Law;

    /// <summary>How many times the range of the history a value lies outside of it.</summary>
    public double Beyond(double value) => Math.Max(0, Math.Max(value - High, Low - value)) is > 0 and double outside
        ? outside / (High - Low)
        : 0;

    private double Change(int steps)
    {
        double squares = 0;
        for (int index = steps; index < _values.Length; index++)
        {
            squares += (_values[index] - _values[index - steps]) * (_values[index] - _values[index - steps]);
        }

        return Math.Sqrt(squares / Math.Max(1, _values.Length - steps));
    }
}
