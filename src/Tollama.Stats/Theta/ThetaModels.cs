using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The theta method and its state space models.</summary>
internal static class ThetaModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("theta", options => new Theta(Alpha(options))),
        new("stm", options => new StandardThetaModel(Decomposition(options), Alpha(options))),
        new("otm", options => new OptimizedThetaModel(Decomposition(options), Alpha(options))),
        new("dstm", options => new DynamicStandardThetaModel(Decomposition(options), Alpha(options))),
        new("dotm", options => new DynamicOptimizedThetaModel(Decomposition(options), Alpha(options))),
        new("auto-theta", options => new AutoTheta(Decomposition(options), Alpha(options))),
    ];

    private static double? Alpha(OptionReader options) => options.Number("alpha", ThetaAlpha.Lowest, 1);

    private static DecompositionKind? Decomposition(OptionReader options) => options.Choice("decomposition", "auto", "multiplicative", "additive") switch
    {
        "multiplicative" => DecompositionKind.Multiplicative,
        "additive" => DecompositionKind.Additive,
        _ => null,
    };
}
