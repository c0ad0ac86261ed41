namespace Tollama.Stats;

/// <summary>Exponential smoothing with seasons made of waves.</summary>
internal static class TbatsModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("tbats", options => new Tbats
        {
            Trend = options.Boolean("trend"),
            Damped = options.Boolean("damped"),
            Arma = options.Boolean("arma") ?? true,
            Harmonics = options.Integers("harmonics", 0) ?? [],
        }),
    ];
}
