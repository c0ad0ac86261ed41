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

    public override double Mean(int step) => _level.Last;

    public override double StandardError(int step) => 0;

    /// <inheritdoc />
    /// <remarks>Here the quantile itself, since the distribution does not change with the step.</remarks>
    public override double Deviate(double level)
    {
        double position = level * (_sorted.Length - 1);
        int below = (int)position;
        double above = _sorted[Math.Min(below + 1, _sorted.Length - 1)];
        return _sorted[below] + ((position - below) * (above - _sorted[below]));
    }

    public override double Quantile(int step, double level, double deviate) => deviate;
}
