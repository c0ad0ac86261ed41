namespace Tollama.Stats;

/// <summary>The future by complex exponential smoothing.</summary>
/// <remarks>
/// The model is linear, so the variance of a step is the error variance times the sum of the squared responses of the values up to it to a
/// single error: Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), section 6.1.
/// </remarks>
internal sealed class CesPredictor(CesStates last, CesPair level, CesPair season, History history, double sigma) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        double[] mean = new double[horizon];
        double[] standardError = new double[horizon];
        int length = last.SeasonLength;
        CesStates states = last.Copy();
        CesStates response = new(length);
        double[] weights = new double[horizon];
        double variance = 0;
        for (int step = 0; step < horizon; step++)
        {
            int position = (history.Values.Length + step) % length;
            mean[step] = states.Step(position, 0, level, season);
            double answer = response.Step(position, step == 0 ? 1 : 0, level, season);
            weights[step] = step == 0 ? 1 : answer;
            variance += weights[step] * weights[step];
            standardError[step] = sigma * Math.Sqrt(variance);
        }

        return new NormalPrediction(mean, standardError, weights);
    }
}
