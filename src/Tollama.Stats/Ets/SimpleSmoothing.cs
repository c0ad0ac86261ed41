namespace Tollama.Stats;

/// <summary>Simple exponential smoothing: a level that follows the series by a share of each error.</summary>
/// <remarks>
/// Brown, Statistical Forecasting for Inventory Control (1959), as the model ETS(A,N,N) of Hyndman, Koehler, Ord and Snyder (2008); as R's
/// <c>ses</c>. Step h has the last level as its mean and sigma * sqrt(1 + (h - 1) alpha²) as its standard error.
/// </remarks>
public sealed class SimpleSmoothing : UnivariateModel
{
    private static readonly EtsPattern Pattern = EtsPattern.Parse("ANN");

    private readonly SmoothingParameters _given;

    /// <summary>Creates the method.</summary>
    /// <param name="alpha">The share of each error that moves the level, 0 to 1; estimated when <see langword="null"/>, the default.</param>
    /// <exception cref="Core.Errors.TollamaException"><see cref="Core.Errors.ErrorCode.InvalidRequest"/>: alpha is out of range.</exception>
    public SimpleSmoothing(double? alpha = null) => _given = new SmoothingParameters { Alpha = alpha };

    /// <inheritdoc />
    public override string Name => "ses";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, Pattern, InformationCriterion.Aicc, leastSquares: true, _given, cancellationToken);
}
