namespace Tollama.Stats;

/// <summary>The same distribution of demand at every step.</summary>
internal sealed class DemandPredictor(double expected, DemandDistribution distribution) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        double[] mean = new double[horizon];
        Array.Fill(mean, expected);
        return new Same(mean, distribution);
    }

    private sealed class Same(double[] mean, DemandDistribution distribution) : Prediction(mean)
    {
        public override double[] Quantiles(double level)
        {
            double[] quantiles = new double[Mean.Length];
            Array.Fill(quantiles, distribution.Quantile(level));
            return quantiles;
        }
    }
}
