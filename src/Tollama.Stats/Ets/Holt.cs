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
    private readonly EtsPattern _pattern;
    private readonly SmoothingParameters _given;

    /// <summary>Chooses the trend.</summary>
    /// <param name="damped">Whether the slope fades with the steps; false by default.</param>
    /// <param name="given">Alpha, beta and, if damped, phi that are not estimated; none by default.</param>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.InvalidRequest"/>: gamma is given, or phi though nothing is damped, or beta is above alpha.
    /// </exception>
    public Holt(bool damped = false, SmoothingParameters? given = null)
    {
        _damped = damped;
        _pattern = EtsPattern.Parse(damped ? "AAdN" : "AAN");
        _given = (given ?? SmoothingParameters.None).CheckedFor(_pattern);
    }

    /// <inheritdoc />
    public override string Name => _damped ? "damped-holt" : "holt";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, _pattern, InformationCriterion.Aicc, leastSquares: true, _given, cancellationToken);
}
