using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Exponential smoothing that chooses its form by an information criterion.</summary>
/// <remarks>
/// Hyndman, Koehler, Snyder and Grose, A state space framework for automatic forecasting using exponential smoothing methods, International
/// Journal of Forecasting 18 (2002), and Hyndman, Koehler, Ord and Snyder (2008), chapter 2; as R's <c>ets</c> with its defaults: additive
/// and multiplicative errors and seasons, no trend, an additive and a damped one; no additive error with a multiplicative season.
/// Components are multiplied only if every value is above 0. A season longer than 24 values is taken off by STL before, if it is
/// significant.
/// </remarks>
public sealed class AutoEts : UnivariateModel
{
    private readonly EtsPattern _pattern;
    private readonly InformationCriterion _criterion;
    private readonly SmoothingParameters _given;

    /// <summary>Chooses what is open.</summary>
    /// <param name="model">
    /// The letters of error, trend and season as for <see cref="Ets"/>; Z, the default for all three, leaves a component open.
    /// </param>
    /// <param name="damped">
    /// Whether the trend is damped; <see langword="null"/> (the default) tries both unless <paramref name="model"/> says.
    /// </param>
    /// <param name="criterion">What decides between the forms; <see cref="InformationCriterion.Aicc"/> by default.</param>
    /// <param name="given">
    /// Smoothing parameters that are not estimated; none by default. Each counts in the forms that have it. They are no estimates, so the
    /// criterion does not count them.
    /// </param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: <paramref name="model"/> is no form, or it and <paramref name="damped"/> or
    /// <paramref name="given"/> contradict each other.
    /// </exception>
    public AutoEts(
        string model = "ZZZ",
        bool? damped = null,
        InformationCriterion criterion = InformationCriterion.Aicc,
        SmoothingParameters? given = null)
    {
        _pattern = EtsPattern.Parse(model).WithDamping(damped);
        _criterion = criterion;
        _given = (given ?? SmoothingParameters.None).CheckedFor(_pattern);
    }

    /// <inheritdoc />
    public override string Name => "auto-ets";

    /// <inheritdoc />
    protected internal override bool FindsSeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => _pattern.UseOfLevel;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EtsFitter.Fit(history, _pattern, _criterion, leastSquares: false, _given, cancellationToken);
}
