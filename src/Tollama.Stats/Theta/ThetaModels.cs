using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The theta method and its state space models.</summary>
internal static class ThetaModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("theta", new Theta()),
        new("stm", options => new StandardThetaModel(Decomposition(options))),
        new("otm", options => new OptimizedThetaModel(Decomposition(options))),
        new("dstm", options => new DynamicStandardThetaModel(Decomposition(options))),
        new("dotm", options => new DynamicOptimizedThetaModel(Decomposition(options))),
        new("auto-theta", options => new AutoTheta(Decomposition(options))),
    ];

    private static DecompositionKind? Decomposition(OptionReader options) => options.Choice("decomposition", "auto", "multiplicative", "additive") switch
    {
        "multiplicative" => DecompositionKind.Multiplicative,
        "additive" => DecompositionKind.Additive,
        _ => null,
    };
}
