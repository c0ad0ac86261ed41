using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>A future that has a formula for each step; normal unless <see cref="Deviate"/> says otherwise.</summary>
public abstract class StepPredictor : Predictor
{
    /// <summary>The expected value of a future step.</summary>
    /// <param name="step">The step, from 1.</param>
    public abstract double Mean(int step);

    /// <summary>The standard error of a future step; at least 0.</summary>
    /// <param name="step">The step, from 1.</param>
    public abstract double StandardError(int step);

    /// <summary>
    /// How many standard errors the quantile of a level is above the mean. The normal distribution unless the method knows better.
    /// </summary>
    /// <param name="level">In (0, 1).</param>
    public virtual double Deviate(double level) => NormalDistribution.InverseCdf(level);

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken) =>
        new Steps(this, [.. Enumerable.Range(1, horizon).Select(Mean)]);

    private sealed class Steps(StepPredictor predictor, double[] mean) : Prediction(mean)
    {
        public override double[] Quantiles(double level)
        {
            double deviate = predictor.Deviate(level);
            return [.. Mean.Select((mean, index) => mean + (deviate * predictor.StandardError(index + 1)))];
        }
    }
}
