namespace Tollama.Stats;

/// <summary>All models of the family.</summary>
internal static class ModelTable
{
    public static IReadOnlyList<ModelDefinition> All { get; } =
    [
        new("auto", new Auto()),
        new("auto:fast", new Auto(AutoTier.Fast)),
        new("auto:best", new Auto(AutoTier.Best)),
        .. BaselineModels.Definitions,
        .. EtsModels.Definitions,
        .. ThetaModels.Definitions,
        .. DecompositionModels.Definitions,
        .. CesModels.Definitions,
        .. TbatsModels.Definitions,
        .. IntermittentModels.Definitions,
        .. ArimaModels.Definitions,
        .. AutoregressionModels.Definitions,
    ];
}
