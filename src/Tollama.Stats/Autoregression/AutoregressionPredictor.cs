namespace Tollama.Stats;

/// <summary>The future by the average of several autoregressions.</summary>
internal sealed class AutoregressionPredictor(DifferencedAutoregression[] members) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors)
    {
        double[] mean = new double[horizon];
        double[] deviation = new double[horizon];
        foreach (DifferencedAutoregression member in members)
        {
            double[] path = member.Mean(horizon);
            double[] error = member.StandardError(horizon);
            for (int step = 0; step < horizon; step++)
            {
                mean[step] += path[step];
                deviation[step] += error[step];
            }
        }

        for (int step = 0; step < horizon; step++)
        {
            mean[step] /= members.Length;
            deviation[step] /= members.Length;
        }

        return new NormalPrediction(mean, deviation);
    }
}
