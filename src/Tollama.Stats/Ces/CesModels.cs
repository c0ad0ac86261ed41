namespace Tollama.Stats;

/// <summary>Complex exponential smoothing.</summary>
internal static class CesModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("auto-ces", options => new AutoCes(options.Choice("season", "auto", "none", "simple", "partial", "full") switch
        {
            "none" => CesSeason.None,
            "simple" => CesSeason.Simple,
            "partial" => CesSeason.Partial,
            "full" => CesSeason.Full,
            _ => null,
        })),
    ];
}
