using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>What fitting produces: the future as a function of the step, in the scaled units of the history.</summary>
internal abstract class Predictor
{
    /// <summary>The forecast of each value of the history from those before it; NaN where there are too few.</summary>
    public required double[] Fitted { get; init; }

    /// <summary>The method and its choices, for people.</summary>
    public required string Method { get; init; }

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The expected value of a future step, counted from 1.</summary>
    public abstract double Mean(int step);

    /// <summary>The standard error of a future step.</summary>
    public abstract double StandardError(int step);

    /// <summary>How many standard errors the quantile of a level is above the mean. The normal distribution unless the method knows better.</summary>
    public virtual double Deviate(double level) => NormalDistribution.InverseCdf(level);

    /// <summary>The quantile of a level whose <see cref="Deviate"/> is given.</summary>
    public virtual double Quantile(int step, double level, double deviate) => Mean(step) + (deviate * StandardError(step));
}
