namespace Tollama.Stats;

/// <summary>Demand that is often zero: a smoothed level as the mean, the history's own quantiles as the quantiles.</summary>
/// <remarks>
/// A symmetric distribution around the mean says nothing about demand that is 0 most of the time; the empirical one does
/// (Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), type 7).
/// </remarks>
internal sealed class IntermittentLevel : Predictor
{
    private readonly ExponentialLevel _level;
    private readonly double[] _sorted;

    private IntermittentLevel(ExponentialLevel level, double[] sorted)
    {
        _level = level;
        _sorted = sorted;
    }

    public static IntermittentLevel Fit(History history, string method)
    {
        double[] sorted = [.. history.ObservedValues];
        Array.Sort(sorted);
        ExponentialLevel level = ExponentialLevel.Fit(history.Values);
        return new IntermittentLevel(level, sorted) { Fitted = level.Fitted, Method = method };
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors)
    {
        double[] mean = new double[horizon];
        Array.Fill(mean, _level.Last);
        return new Empirical(this, mean);
    }

    private double QuantileOf(double level)
    {
        double position = level * (_sorted.Length - 1);
        int below = (int)position;
        double above = _sorted[Math.Min(below + 1, _sorted.Length - 1)];
        return _sorted[below] + ((position - below) * (above - _sorted[below]));
    }

    private sealed class Empirical(IntermittentLevel level, double[] mean) : Prediction(mean)
    {
        public override double[] Quantiles(double level1)
        {
            double[] quantiles = new double[Mean.Length];
            Array.Fill(quantiles, level.QuantileOf(level1));
            return quantiles;
        }
    }
}
