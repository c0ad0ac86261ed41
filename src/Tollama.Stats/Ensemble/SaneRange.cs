namespace Tollama.Stats;

/// <summary>How far from the history a forecast may lie before it is taken for a failure of the method.</summary>
/// <remarks>
/// The band is the range of the history, widened on both sides by itself and by what a steady trend could add: 4 range * step / n. Each
/// step is judged by itself, so the first steps of a forecast do not depend on its horizon.
/// </remarks>
internal sealed class SaneRange
{
    private const double Margin = 1;
    private const double Trend = 4;

    private readonly double _low;
    private readonly double _high;
    private readonly double _range;
    private readonly int _length;

    public SaneRange(ReadOnlySpan<double> values)
    {
        _low = double.PositiveInfinity;
        _high = double.NegativeInfinity;
        foreach (double value in values)
        {
            _low = Math.Min(_low, value);
            _high = Math.Max(_high, value);
        }

        _range = _high - _low;
        _length = values.Length;
    }

    /// <summary>Whether a forecast of a step, counted from 1, lies in the band.</summary>
    public bool Contains(double value, int step)
    {
        double reach = _range * (Margin + (Trend * step / _length));
        return value >= _low - reach && value <= _high + reach;
    }
}
