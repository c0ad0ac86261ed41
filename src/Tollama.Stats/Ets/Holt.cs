namespace Tollama.Stats;

/// <summary>Holt's method: a level and a slope that follow the series.</summary>
/// <remarks>
/// Holt, Forecasting seasonals and trends by exponentially weighted moving averages, ONR memorandum 52 (1957), and, damped, Gardner and
/// McKenzie, Forecasting trends in time series, Management Science 31 (1985); as the models ETS(A,A,N) and ETS(A,Ad,N) of Hyndman, Koehler,
/// Ord and Snyder (2008), and as R's <c>holt</c>.
/// </remarks>
public sealed class Holt : UnivariateModel
{
    private readonly bool _damped;

    /// <summary>Chooses the trend.</summary>
    /// <param name="damped">Whether the slope fades with the steps; false by default.</param>
    public Holt(bool damped = false) => _damped = damped;

    /// <inheritdoc />
    public override string Name => _damped ? "damped-holt" : "holt";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, EtsPattern.Parse(_damped ? "AAdN" : "AAN"), InformationCriterion.Aicc, leastSquares: true, cancellationToken);
}
