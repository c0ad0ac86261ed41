using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future by the average of several autoregressions.</summary>
internal sealed class AutoregressionPredictor(DifferencedAutoregression[] members) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] mean = new double[horizon];
        double[] deviation = new double[horizon];
        double[] weights = new double[horizon];
        foreach (DifferencedAutoregression member in members)
        {
            double[] path = member.Mean(horizon, meter);
            (double[] ofMember, double[] error) = member.Errors(horizon, meter);
            for (int step = 0; step < horizon; step++)
            {
                mean[step] += path[step];
                deviation[step] += error[step];
                weights[step] += ofMember[step] / members.Length;
            }
        }

        for (int step = 0; step < horizon; step++)
        {
            mean[step] /= members.Length;
            deviation[step] /= members.Length;
        }

        return new NormalPrediction(mean, deviation, weights);
    }
}
