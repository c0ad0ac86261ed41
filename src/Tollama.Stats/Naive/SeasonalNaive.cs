namespace Tollama.Stats;

/// <summary>Every future value is the last observed one of the same season: next January is as last January.</summary>
/// <remarks>
/// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 5.2 and 5.5.
/// The standard error is sigma * sqrt(k), k counting begun seasons from 1, sigma the root mean square of the differences over a season, as
/// in R's <c>snaive</c>. One season of history is enough for the forecast; without any season it is the naive one.
/// </remarks>
public sealed class SeasonalNaive : UnivariateModel
{
    /// <inheritdoc />
    public override string Name => "seasonal-naive";

    /// <inheritdoc />
    protected internal override int SeasonsNeeded => 1;

    /// <inheritdoc />
    protected internal override bool FindsSeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        LagWalk.Fit(history, history.SeasonLength, history.SeasonLength > 1 ? $"seasonal-naive, season of {history.SeasonLength}" : "naive, no season");
}
