using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>A normal distribution at each step.</summary>
/// <param name="mean">The expected value of each step.</param>
/// <param name="standardError">The standard error of each step.</param>
/// <param name="weights">How much of an error is still felt so many steps later; <see langword="null"/> when the standard errors tell it.</param>
internal sealed class NormalPrediction(double[] mean, double[] standardError, double[]? weights = null) : Prediction(mean)
{
    /// <summary>The standard error of each step.</summary>
    public double[] StandardError => standardError;

    /// <inheritdoc />
    public override double[] Quantiles(double level)
    {
        double deviate = NormalDistribution.InverseCdf(level);
        double[] quantiles = new double[Mean.Length];
        for (int step = 0; step < quantiles.Length; step++)
        {
            quantiles[step] = Mean[step] + (deviate * standardError[step]);
        }

        return quantiles;
    }

    /// <inheritdoc />
    public override double[] ErrorWeights() => weights ?? IntervalGrowth.WeightsOf(standardError, Mean);
}
