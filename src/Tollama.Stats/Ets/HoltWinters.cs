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
    private readonly bool _damped;

    /// <summary>Chooses season and trend.</summary>
    /// <param name="season">
    /// Whether the season is added (the default) or multiplied. A history that is not positive throughout gets an added one.
    /// </param>
    /// <param name="damped">Whether the slope fades with the steps; false by default.</param>
    public HoltWinters(DecompositionKind season = DecompositionKind.Additive, bool damped = false)
    {
        _season = season;
        _damped = damped;
    }

    /// <inheritdoc />
    public override string Name => _season == DecompositionKind.Additive ? "holt-winters" : "holt-winters-multiplicative";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) =>
        _season == DecompositionKind.Additive ? LevelUse.TakenOff : LevelUse.TakenOffWhenFar;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        string trend = _damped ? "Ad" : "A";
        EtsPattern pattern = EtsPattern.Parse(_season == DecompositionKind.Additive ? $"A{trend}A" : $"M{trend}M");
        return EtsFitter.Fit(history, pattern, InformationCriterion.Aicc, leastSquares: true, cancellationToken);
    }
}
