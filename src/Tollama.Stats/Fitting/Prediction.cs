namespace Tollama.Stats;

/// <summary>The distribution of each future step, in the scaled units of the history.</summary>
/// <param name="mean">The expected value of each step.</param>
public abstract class Prediction(double[] mean)
{
    // Of a normal distribution, one standard deviation below the mean and above it.
    private const double LowLevel = 0.15865525393145707;
    private const double HighLevel = 1 - LowLevel;

    /// <summary>The expected value of each step.</summary>
    public double[] Mean => mean;

    /// <summary>From which step on, counted from 1, the mean goes on as it was because nothing plausible was forecast; 0 when it never does.</summary>
    internal virtual int HeldFrom => 0;

    /// <summary>The quantile of one level at each step, ascending from level to level.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <returns>As many values as <see cref="Mean"/>.</returns>
    public abstract double[] Quantiles(double level);

    /// <summary>How much of the error of a step is still in the errors of later steps; by how the intervals grow, unless the method knows better.</summary>
    /// <returns>As many values as <see cref="Mean"/>, the first of them 1.</returns>
    public virtual double[] ErrorWeights()
    {
        double[] low = Quantiles(LowLevel), high = Quantiles(HighLevel);
        return IntervalGrowth.WeightsOf([.. high.Zip(low, (upper, lower) => Math.Max(upper - lower, 0))], Mean);
    }
}
