namespace Tollama.Stats;

/// <summary>A random walk with drift: the straight line through the first and the last value, continued.</summary>
/// <remarks>
/// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 5.2 and 5.5; as R's <c>rwf(drift = TRUE)</c>.
/// The standard error of step h is sqrt(h sigma² + h² s²), sigma² being the variance of the first differences and s² that of their mean,
/// sigma² / (n - 1).
/// </remarks>
public sealed class Drift : UnivariateModel
{
    /// <inheritdoc />
    public override string Name => "drift";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double[] values = history.Values;
        if (values.Length < 3)
        {
            return LagWalk.Fit(history, lag: 1, "naive: drift needs 3 values");
        }

        double slope = (values[^1] - values[0]) / (values.Length - 1);
        double[] fitted = new double[values.Length];
        fitted[0] = double.NaN;
        for (int index = 1; index < values.Length; index++)
        {
            fitted[index] = values[index - 1] + slope;
        }

        double sigma = ErrorVariance.StandardDeviation(history, fitted, parameters: 1);
        return new Walk(values[^1], slope, sigma, sigma / Math.Sqrt(values.Length - 1)) { Fitted = fitted, Method = Name };
    }

    private sealed class Walk(double last, double slope, double sigma, double slopeError) : StepPredictor
    {
        public override double Mean(int step) => last + (step * slope);

        public override double StandardError(int step) =>
            Math.Sqrt((step * sigma * sigma) + ((double)step * step * slopeError * slopeError));
    }
}
