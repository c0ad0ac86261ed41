namespace Tollama.Stats;

/// <summary>Every future value is the last observed one.</summary>
/// <remarks>
/// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 5.2 and 5.5.
/// The standard error of step h is sigma * sqrt(h), sigma being the root mean square of the first differences, as in R's <c>naive</c>.
/// </remarks>
public sealed class Naive : UnivariateModel
{
    /// <inheritdoc />
    public override string Name => "naive";

    /// <inheritdoc />
    protected internal override MissingValues Missing => MissingValues.CarryForward;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) => LagWalk.Fit(history, lag: 1, Name);
}
