namespace Tollama.Stats;

/// <summary>The distribution of each future step, in the scaled units of the history.</summary>
/// <param name="mean">The expected value of each step.</param>
public abstract class Prediction(double[] mean)
{
    /// <summary>The expected value of each step.</summary>
    public double[] Mean => mean;

    /// <summary>The quantile of one level at each step, ascending from level to level.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <returns>As many values as <see cref="Mean"/>.</returns>
    public abstract double[] Quantiles(double level);
}
