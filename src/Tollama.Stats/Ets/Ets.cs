namespace Tollama.Stats;

/// <summary>Exponential smoothing of a given form.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing: The State Space Approach (2008); as R's <c>ets</c> with a
/// model given. Smoothing parameters and initial states maximize the likelihood. A history that is too short for the form, or not positive
/// throughout where the form multiplies, is fitted by the nearest form that it allows, and a warning says so.
/// </remarks>
public sealed class Ets : UnivariateModel
{
    private readonly EtsPattern _pattern;
    private readonly SmoothingParameters _given;

    /// <summary>Chooses the form.</summary>
    /// <param name="model">
    /// The letters of error (A, M), trend (N, A, Ad, M, Md) and season (N, A, M), as <c>MAdM</c> or <c>ETS(M,Ad,M)</c>. A Z leaves a
    /// component open; the corrected Akaike criterion then decides. All 30 forms are possible.
    /// </param>
    /// <param name="given">Smoothing parameters that are not estimated; none by default.</param>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.InvalidRequest"/>: <paramref name="model"/> is none of these, or has no use for a given parameter.
    /// </exception>
    public Ets(string model, SmoothingParameters? given = null)
    {
        _pattern = EtsPattern.Parse(model);
        _given = (given ?? SmoothingParameters.None).CheckedFor(_pattern);
    }

    /// <inheritdoc />
    public override string Name => "ets";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => _pattern.UseOfLevel;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, _pattern, InformationCriterion.Aicc, leastSquares: false, _given, cancellationToken);
}
