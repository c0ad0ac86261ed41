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
public sealed class DynamicStandardThetaModel(DecompositionKind? decomposition = null) : ThetaStateSpaceModel(ThetaForm.DynamicStandard, decomposition);
