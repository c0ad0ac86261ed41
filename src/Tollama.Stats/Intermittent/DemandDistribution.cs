using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>How much is demanded in a period: nothing, with some probability, else one of the sizes of the history.</summary>
/// <remarks>
/// The probability of a demand is what makes the mean the expected demand: expected / mean size. This is what bootstrapping the history
/// converges to (Willemain, Smart and Schwarz, A new approach to forecasting intermittent demand for service parts inventories,
/// International Journal of Forecasting 20 (2004)), without drawing a number. When more is expected than the mean size, every period has a
/// demand and the sizes are enlarged in proportion. A history with negative values is no demand; its values are then moved until their mean
/// is the expected one.
/// </remarks>
internal sealed class DemandDistribution
{
    private readonly double[] _sizes;
    private readonly double _none;

    /// <summary>Makes the distribution.</summary>
    /// <param name="history">Where the values come from; tells what a whole number is.</param>
    /// <param name="demand">The observed values, at least one.</param>
    /// <param name="expected">The mean.</param>
    /// <param name="meter">Counts the work.</param>
    public DemandDistribution(History history, double[] demand, double expected, WorkMeter meter)
    {
        bool negative = Array.Exists(demand, value => value < 0);
        _sizes = negative ? [.. demand] : Array.FindAll(demand, value => value > 0);
        if (_sizes.Length == 0)
        {
            _sizes = [0];
        }

        MeteredSort.Sort(_sizes, meter);
        double mean = Average.Of(_sizes);
        if (negative)
        {
            Move(expected - mean);
        }
        else if (expected > mean)
        {
            Enlarge(history, expected / mean, meter);
        }
        else
        {
            _none = mean > 0 ? 1 - (Math.Max(0, expected) / mean) : 0;
        }
    }

    /// <summary>The smallest demand that is not exceeded with a probability.</summary>
    public double Quantile(double level)
    {
        if (level <= _none)
        {
            return 0;
        }

        double within = (level - _none) / (1 - _none);
        return _sizes[Math.Clamp((int)Math.Ceiling(within * _sizes.Length) - 1, 0, _sizes.Length - 1)];
    }

    private void Move(double distance)
    {
        for (int index = 0; index < _sizes.Length; index++)
        {
            _sizes[index] += distance;
        }
    }

    private void Enlarge(History history, double factor, WorkMeter meter)
    {
        meter.Spend(4L * _sizes.Length);
        bool whole = Array.TrueForAll(_sizes, size => double.IsInteger(history.Unscale(size)));
        for (int index = 0; index < _sizes.Length; index++)
        {
            meter.Spend(12);
            double size = _sizes[index] * factor;
            _sizes[index] = whole ? Math.ScaleB(Math.Round(history.Unscale(size)), -history.Exponent) : size;
        }
    }
}
