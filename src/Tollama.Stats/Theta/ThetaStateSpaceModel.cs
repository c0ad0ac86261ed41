using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The theta method as a state space model with one source of error.</summary>
/// <remarks>
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method and their relationship to state space
/// models, International Journal of Forecasting 32 (2016), doi 10.1016/j.ijforecast.2016.02.005. A season that passes
/// <see cref="SeasonalityTest"/> is taken off by classical decomposition and put back onto mean and quantiles. Quantiles are normal; their
/// variance follows exactly from the linear model. Fewer than three observed values are forecast by the last one. Theta is estimated from
/// six observed values on; else it is 2.
/// </remarks>
public abstract class ThetaStateSpaceModel : UnivariateModel
{
    private const int ValuesNeeded = 3;

    private readonly ThetaForm _form;
    private readonly DecompositionKind? _decomposition;
    private readonly double? _alpha;

    private protected ThetaStateSpaceModel(ThetaForm form, DecompositionKind? decomposition, double? alpha)
    {
        _alpha = ThetaAlpha.Check(alpha);
        _form = form;
        _decomposition = decomposition;
    }

    /// <inheritdoc />
    public sealed override string Name => _form.Name;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => hasSeason ? LevelUse.TakenOffWhenFar : LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal sealed override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: {Name} needs {ValuesNeeded} observed values");
        }

        WorkMeter meter = new(cancellationToken);
        return ThetaFit.Fit(history, meter, _decomposition, _alpha, _form)[0].ToPredictor(meter);
    }
}
