namespace Tollama.Stats;

/// <summary>All models of the family.</summary>
internal static class ModelTable
{
    public static IReadOnlyList<ModelDefinition> All { get; } =
    [
        .. AutoModels.Definitions,
        .. BaselineModels.Definitions,
        .. EtsModels.Definitions,
        .. ThetaModels.Definitions,
        .. DecompositionModels.Definitions,
        .. CesModels.Definitions,
        .. TbatsModels.Definitions,
        .. IntermittentModels.Definitions,
        .. ArimaModels.Definitions,
        .. AutoregressionModels.Definitions,
        .. BoostingModels.Definitions,
        .. VolatilityModels.Definitions,
    ];
}
