using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How far from the history a forecast may lie before it is taken for a failure of the method.</summary>
/// <remarks>
/// The band is the range of the history, widened on both sides by itself and by what a steady trend could add: 4 range * step / n. Each
/// step is judged by itself, so the first steps of a forecast do not depend on its horizon. Where the logarithms of the history follow a rising line closely, the band goes
/// up to twice what the line goes on to: such growth is no failure.
/// </remarks>
internal sealed class SaneRange
{
    private const double Margin = 1;
    private const double Trend = 4;

    // How far, in shares of its rise, the logarithms may lie from their line (root mean square), and the least rise and number of values that tell a line.
    private const double Close = 0.02;
    private const double LeastRise = 1.5;
    private const int LeastValues = 12;
    private const double TimesGrowth = 2;
    private const double Exact = 0.002;
    private const int OperationsOfLogarithm = 10;

    private readonly double _low;
    private readonly double _high;
    private readonly double _range;
    private readonly int _length;
    private readonly double _end;
    private readonly double _slope;

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
        (_end, _slope) = GrowthOf(values, Close);
    }

    /// <summary>Whether the logarithms of a history follow a rising line nearly exactly: growth by a rate, without a season to speak of.</summary>
    /// <param name="values">The history.</param>
    /// <param name="meter">Counts the work.</param>
    public static bool IsGrowthByRate(double[] values, WorkMeter meter) => GrowthOf(values, Exact, meter).Slope > 0;

    /// <summary>Whether a forecast of a step, counted from 1, lies in the band.</summary>
    public bool Contains(double value, int step)
    {
        double reach = _range * (Margin + (Trend * step / _length));
        return value >= _low - reach && (value <= _high + reach || (_slope > 0 && value <= TimesGrowth * Math.Exp(_end + (_slope * step))));
    }

    // The logarithm that the line has at the last value, and how much it rises by step; a slope of 0 for no growth of this kind.
    private static (double End, double Slope) GrowthOf(ReadOnlySpan<double> values, double close, WorkMeter? meter = null)
    {
        int length = values.Length;
        double middle = (length - 1) / 2.0, mean = 0, product = 0, squares = 0;
        foreach (double value in values)
        {
            meter?.Spend(OperationsOfLogarithm);
            if (length < LeastValues || !(value > 0))
            {
                return (0, 0);
            }

            mean += Math.Log(value) / length;
        }

        for (int index = 0; index < length; index++)
        {
            meter?.Spend(OperationsOfLogarithm);
            product += (index - middle) * (Math.Log(values[index]) - mean);
            squares += (index - middle) * (index - middle);
        }

        double slope = product / squares, rise = slope * (length - 1), errors = 0;
        for (int index = 0; index < length; index++)
        {
            meter?.Spend(OperationsOfLogarithm);
            double error = Math.Log(values[index]) - mean - (slope * (index - middle));
            errors += error * error;
        }

        return rise >= LeastRise && Math.Sqrt(errors / length) <= close * rise ? (mean + (slope * middle), slope) : (0, 0);
    }
}
