using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future by a GARCH model: the mean, and the expected variance of each step.</summary>
/// <remarks>A future squared error is expected to be as large as its variance, so the recursion of the variance goes on with that.</remarks>
internal sealed class GarchPredictor(GarchFit fit) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        int lags = fit.LastSquares.Length;
        double[] squares = new double[lags + horizon];
        double[] variances = new double[lags + horizon];
        fit.LastSquares.CopyTo(squares, 0);
        fit.LastVariances.CopyTo(variances, 0);
        double[] mean = new double[horizon];
        double[] deviation = new double[horizon];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(10 + fit.Alpha.Length + fit.Beta.Length);
            double variance = fit.Omega;
            for (int lag = 0; lag < fit.Alpha.Length; lag++)
            {
                variance += fit.Alpha[lag] * squares[lags + step - 1 - lag];
            }

            for (int lag = 0; lag < fit.Beta.Length; lag++)
            {
                variance += fit.Beta[lag] * variances[lags + step - 1 - lag];
            }

            squares[lags + step] = variances[lags + step] = variance;
            mean[step] = fit.Mean;
            deviation[step] = Math.Sqrt(variance);
        }

        return new NormalPrediction(mean, deviation);
    }
}
