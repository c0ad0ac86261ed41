using Tollama.Numerics.Distributions;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The future by the parts of an <see cref="Mfles"/> fit.</summary>
internal sealed class MflesPredictor(MflesFit fit, MflesErrors errors, bool isMultiplicative) : Predictor
{
    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] centre = new double[horizon];
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(10 + fit.Seasons.Length + fit.Levels.Count);
            centre[step] = fit.End + (fit.FutureSlope * (step + 1));
            foreach (MflesSeason season in fit.Seasons)
            {
                centre[step] += season.Pattern[(int)((fit.Fitted.Length + (long)step) % season.Period)];
            }

            foreach (MflesLevel level in fit.Levels)
            {
                centre[step] += level.Next;
            }
        }

        double[] error = errors.Of(horizon, meter);
        return isMultiplicative ? new Exponential(centre, error) : new NormalPrediction(centre, error);
    }

    // Of logarithms that are normal; what is told as the mean is the median, as for the fit.
    private sealed class Exponential(double[] centre, double[] error) : Prediction(Array.ConvertAll(centre, Math.Exp))
    {
        public override double[] Quantiles(double level)
        {
            double deviate = NormalDistribution.InverseCdf(level);
            double[] quantiles = new double[centre.Length];
            for (int step = 0; step < quantiles.Length; step++)
            {
                quantiles[step] = Math.Exp(centre[step] + (deviate * error[step]));
            }

            return quantiles;
        }
    }
}
