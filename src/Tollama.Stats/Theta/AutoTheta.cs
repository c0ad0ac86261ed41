using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The mean of the four theta models of Fiorucci et al. (2016), weighed by the corrected criterion of Akaike.</summary>
/// <remarks>
/// The models are <see cref="StandardThetaModel"/>, <see cref="OptimizedThetaModel"/>, <see cref="DynamicStandardThetaModel"/> and
/// <see cref="DynamicOptimizedThetaModel"/>. The criterion counts the slope of a line through all values as a parameter.
/// Fewer than three observed values are forecast by the last one; with fewer than six, the dynamic standard model is taken unseen.
/// </remarks>
/// <param name="decomposition">
/// How a season joins the series; by default it is multiplied when its figure is positive throughout, else added.
/// </param>
/// <param name="alpha">
/// The share of each error that moves the level, 0.0001 to 1; estimated between 0.1 and 0.99 when <see langword="null"/>, the default.
/// </param>
/// <exception cref="Core.Errors.TollamaException"><see cref="Core.Errors.ErrorCode.InvalidRequest"/>: alpha is out of range.</exception>
public sealed class AutoTheta(DecompositionKind? decomposition = null, double? alpha = null) : UnivariateModel
{
    private const int ValuesNeeded = 3;
    private const int ValuesForChoice = 6;

    private readonly double? _alpha = ThetaAlpha.Check(alpha);

    /// <inheritdoc />
    public override string Name => "auto-theta";

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => hasSeason ? LevelUse.TakenOffWhenFar : LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: auto-theta needs {ValuesNeeded} observed values");
        }

        WorkMeter meter = new(cancellationToken);
        ThetaFit[] fits = history.ObservedCount < ValuesForChoice
            ? ThetaFit.Fit(history, meter, decomposition, _alpha, ThetaForm.DynamicStandard)
            : ThetaFit.Fit(history, meter, decomposition, _alpha, [.. ThetaForm.All]);
        return fits.Length == 1 ? fits[0].ToPredictor(meter, "auto-theta: ") : ThetaMixPredictor.From(fits, meter);
    }
}
