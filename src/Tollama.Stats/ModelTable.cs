namespace Tollama.Stats;

/// <summary>All models of the family.</summary>
internal static class ModelTable
{
    public static IReadOnlyList<ModelDefinition> All { get; } =
    [
        new("auto", new Auto()),
        new("auto:fast", new Auto()),
        new("auto:best", new Auto()),
        .. BaselineModels.Definitions,
        .. EtsModels.Definitions,
        .. ThetaModels.Definitions,
        .. DecompositionModels.Definitions,
        .. AutoregressionModels.Definitions,
        .. CesModels.Definitions,
        .. ArimaModels.Definitions,
    ];
}
