using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The models of exponential smoothing.</summary>
internal static class EtsModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("auto-ets", options => new AutoEts(options.Text("model") ?? "ZZZ", options.Boolean("damped"), Criterion(options))),
        new("ets", options => new Ets(options.Text("model") ?? "ZZZ")),
        new("ses", new SimpleSmoothing()),
        new("holt", new Holt()),
        new("damped-holt", new Holt(damped: true)),
        new("holt-winters", options => new HoltWinters(DecompositionKind.Additive, options.Boolean("damped") ?? false)),
        new("holt-winters-multiplicative", options => new HoltWinters(DecompositionKind.Multiplicative, options.Boolean("damped") ?? false)),
    ];

    private static InformationCriterion Criterion(OptionReader options) => options.Choice("criterion", "aicc", "aic", "bic") switch
    {
        "aic" => InformationCriterion.Aic,
        "bic" => InformationCriterion.Bic,
        _ => InformationCriterion.Aicc,
    };
}
