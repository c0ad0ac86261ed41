using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The models of exponential smoothing.</summary>
internal static class EtsModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("auto-ets", options => new AutoEts(options.Text("model") ?? "ZZZ", options.Boolean("damped"), Criterion(options), All(options))),
        new("ets", options => new Ets(options.Text("model") ?? "ZZZ", All(options))),
        new("ses", options => new SimpleSmoothing(Share(options, "alpha"))),
        new("seasonal-ses", options => new SeasonalSmoothing(Share(options, "alpha"))),
        new("holt", options => new Holt(damped: false, new SmoothingParameters { Alpha = Share(options, "alpha"), Beta = Share(options, "beta") })),
        new("damped-holt", options => new Holt(damped: true, new SmoothingParameters
        {
            Alpha = Share(options, "alpha"),
            Beta = Share(options, "beta"),
            Phi = Damping(options),
        })),
        new("holt-winters", options => new HoltWinters(DecompositionKind.Additive, options.Boolean("damped") ?? false, All(options))),
        new("holt-winters-multiplicative", options =>
            new HoltWinters(DecompositionKind.Multiplicative, options.Boolean("damped") ?? false, All(options))),
    ];

    private static SmoothingParameters All(OptionReader options) => new()
    {
        Alpha = Share(options, "alpha"),
        Beta = Share(options, "beta"),
        Gamma = Share(options, "gamma"),
        Phi = Damping(options),
    };

    private static double? Share(OptionReader options, string name) => options.Number(name, 0, 1);

    private static double? Damping(OptionReader options) => options.Number("phi", SmoothingParameters.LowestPhi, 1);

    private static InformationCriterion Criterion(OptionReader options) => options.Choice("criterion", "aicc", "aic", "bic") switch
    {
        "aic" => InformationCriterion.Aic,
        "bic" => InformationCriterion.Bic,
        _ => InformationCriterion.Aicc,
    };
}
