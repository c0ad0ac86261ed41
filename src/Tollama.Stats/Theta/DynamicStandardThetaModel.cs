namespace Tollama.Stats;

/// <summary>The dynamic standard theta model: exponential smoothing that leans by half on a line that moves with every value.</summary>
/// <remarks>
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method and their relationship to state space
/// models, International Journal of Forecasting 32 (2016): theta is 2 and the line is the least-squares line through the values so far. See
/// <see cref="ThetaStateSpaceModel"/> for the season and the quantiles.
/// </remarks>
/// <param name="decomposition">
/// How a season joins the series; by default it is multiplied when its figure is positive throughout, else added.
/// </param>
/// <param name="alpha">
/// The share of each error that moves the level, 0.0001 to 1; estimated between 0.1 and 0.99 when <see langword="null"/>, the default.
/// </param>
/// <exception cref="Core.Errors.TollamaException"><see cref="Core.Errors.ErrorCode.InvalidRequest"/>: alpha is out of range.</exception>
public sealed class DynamicStandardThetaModel(DecompositionKind? decomposition = null, double? alpha = null)
    : ThetaStateSpaceModel(ThetaForm.DynamicStandard, decomposition, alpha);
