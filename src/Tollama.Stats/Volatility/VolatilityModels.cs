namespace Tollama.Stats;

/// <summary>Models whose variance changes: for returns.</summary>
internal static class VolatilityModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("garch", options => new Garch(
            options.Integer("p", highest: Garch.MostLags) ?? 1,
            options.Integer("q", lowest: 0, highest: Garch.MostLags) ?? 1,
            options.Boolean("constant") ?? true)),
        new("arch", options => new Garch(options.Integer("p", highest: Garch.MostLags) ?? 1, q: 0, options.Boolean("constant") ?? true)),
    ];
}
