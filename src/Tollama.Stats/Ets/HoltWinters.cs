namespace Tollama.Stats;

/// <summary>Holt and Winters' method: a level, a slope and a season that follow the series.</summary>
/// <remarks>
/// Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6 (1960); as the models ETS(A,A,A) and
/// ETS(M,A,M) of Hyndman, Koehler, Ord and Snyder (2008), with the parameters that minimize the squared one-step errors, and as R's
/// <c>hw</c>.
/// </remarks>
public sealed class HoltWinters : UnivariateModel
{
    private readonly DecompositionKind _season;
    private readonly EtsPattern _pattern;
    private readonly SmoothingParameters _given;

    /// <summary>Chooses season and trend.</summary>
    /// <param name="season">
    /// Whether the season is added (the default) or multiplied. A history that is not positive throughout gets an added one.
    /// </param>
    /// <param name="damped">Whether the slope fades with the steps; false by default.</param>
    /// <param name="given">Alpha, beta, gamma and, if damped, phi that are not estimated; none by default.</param>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.InvalidRequest"/>: phi is given though nothing is damped, beta is above alpha, or gamma above
    /// 1 - alpha.
    /// </exception>
    public HoltWinters(
        DecompositionKind season = DecompositionKind.Additive, bool damped = false, SmoothingParameters? given = null)
    {
        _season = season;
        string trend = damped ? "Ad" : "A";
        _pattern = EtsPattern.Parse(season == DecompositionKind.Additive ? $"A{trend}A" : $"M{trend}M");
        _given = (given ?? SmoothingParameters.None).CheckedFor(_pattern);
    }

    /// <inheritdoc />
    public override string Name => _season == DecompositionKind.Additive ? "holt-winters" : "holt-winters-multiplicative";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) =>
        _season == DecompositionKind.Additive ? LevelUse.TakenOff : LevelUse.TakenOffWhenFar;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, _pattern, InformationCriterion.Aicc, leastSquares: true, _given, cancellationToken);
}
