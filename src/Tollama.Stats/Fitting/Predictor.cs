using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// What fitting produces: the past as the method would have forecast it, and the future, in the scaled units of the history.
/// </summary>
/// <remarks>
/// Immutable and safe to use from many threads. <see cref="StepPredictor"/> is the shorter way where each step has a formula.
/// </remarks>
public abstract class Predictor
{
    /// <summary>
    /// The forecast of each value of the history from those before it, as many as the history has; NaN where there are too few.
    /// </summary>
    public required double[] Fitted { get; init; }

    /// <summary>The method and its choices, for people.</summary>
    public required string Method { get; init; }

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Estimated parameters and criteria, in the scaled units of the history.</summary>
    public IReadOnlyList<FittedParameter> Parameters { get; init; } = [];

    /// <summary>
    /// Whether the quantiles are told as they are, however far from the mean: those of a model whose orders the user chose. False by default.
    /// </summary>
    internal bool KeepsWidth { get; init; }

    /// <summary>The method's own components of the history that it saw; <see langword="null"/> if it has none.</summary>
    internal virtual ModelComponents? Components(WorkMeter meter) => null;

    /// <summary>Forecasts the steps after the end of the history. The first steps do not depend on the horizon.</summary>
    /// <param name="horizon">How many steps; at least 1.</param>
    /// <param name="futureRegressors">
    /// One column a regressor of the fit, <paramref name="horizon"/> values each; empty when there was none.
    /// </param>
    /// <param name="cancellationToken">Ends the work early; a predictor that takes longer than some milliseconds looks at it.</param>
    /// <returns>The distribution of each step.</returns>
    public abstract Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken);

    /// <summary>Forecasts without regressors.</summary>
    internal Prediction Predict(int horizon, CancellationToken cancellationToken) => Predict(horizon, [], cancellationToken);
}
