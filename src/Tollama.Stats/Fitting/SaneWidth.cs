using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>How far from the mean a quantile may lie before it is taken for a failure of the method.</summary>
/// <remarks>
/// Five times as far as the quantile of a random walk with the steps of the series; where the history shows more, five times as far as
/// the series itself went in as many steps, or one and a half times as far as its values lie around their mean. Methods that say more
/// have left the scale of the data: relative errors of fitted values near 0, long autoregressions of smooth series. At origins inside
/// the training parts of M3, Tourism and the yearly series of countries, five is as good as eight; with four, interval scores get worse.
/// </remarks>
internal sealed class SaneWidth
{
    private const double Times = 5;
    private const double SpreadTimes = 1.5;

    // A quantile near the median of a skewed distribution may be off the mean, too.
    private const double LeastDeviate = 1;

    private readonly double[] _values;
    private readonly double _step;
    private readonly double _spread;

    /// <summary>Measures the steps of a history.</summary>
    public SaneWidth(double[] values)
    {
        _values = values;
        _step = Change(1);
        _spread = Spread();
    }

    /// <summary>The quantile, or what is farthest from the mean on its side.</summary>
    public double Limit(double quantile, double mean, int step, double level)
    {
        double distance = Math.Abs(quantile - mean);
        double deviate = Times * Math.Max(LeastDeviate, Math.Abs(NormalDistribution.InverseCdf(level)));
        double walk = Math.Max(deviate * _step * Math.Sqrt(step), deviate / Times * SpreadTimes * _spread);
        if (!(distance > walk))
        {
            return quantile;
        }

        int known = Math.Min(step, _values.Length / 2);
        double seen = known > 1 ? deviate * Change(known) * Math.Sqrt((double)step / known) : 0;
        return mean + (Math.Sign(quantile - mean) * Math.Min(distance, Math.Max(walk, seen)));
    }

    /// <summary>The prediction with each quantile limited.</summary>
    public Prediction Limit(Prediction prediction) => new Limited(prediction, this);

    private double Spread()
    {
        double mean = Average.Of(_values), squares = 0;
        foreach (double value in _values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / _values.Length);
    }

    // The root mean square of the changes over a number of steps.
    private double Change(int steps)
    {
        int count = _values.Length - steps;
        double squares = 0;
        for (int index = 0; index < count; index++)
        {
            double change = _values[index + steps] - _values[index];
            squares += change * change;
        }

        return count > 0 ? Math.Sqrt(squares / count) : 0;
    }

    private sealed class Limited(Prediction prediction, SaneWidth width) : Prediction(prediction.Mean)
    {
        public override double[] ErrorWeights() => prediction.ErrorWeights();

        public override double[] Quantiles(double level)
        {
            double[] quantiles = [.. prediction.Quantiles(level)];
            for (int step = 0; step < quantiles.Length; step++)
            {
                quantiles[step] = width.Limit(quantiles[step], Mean[step], step + 1, level);
            }

            return quantiles;
        }
    }
}
