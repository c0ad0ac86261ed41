namespace Tollama.Stats;

/// <summary>Models that are fitted in rounds, part by part.</summary>
internal static class BoostingModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("mfles", options => new Mfles
        {
            Multiplicative = options.Boolean("multiplicative"),
            Harmonics = options.Integers("harmonics") ?? [],
            MaxRounds = options.Integer("max_rounds", highest: Mfles.MostRounds),
            TestSeasons = options.Boolean("test_seasons") ?? true,
            Robust = options.Boolean("robust") ?? false,
        }),
    ];
}
