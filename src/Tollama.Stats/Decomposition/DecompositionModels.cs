namespace Tollama.Stats;

/// <summary>Models that take a series apart and forecast its components.</summary>
internal static class DecompositionModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("mstl", options => new Mstl(
            TrendModels.Named(options.Choice("trend_model", TrendModels.Names)),
            options.Boolean("robust") ?? false,
            options.Integer("seasonal_window", lowest: 3),
            options.Boolean("test_seasons") ?? true)),
    ];
}
