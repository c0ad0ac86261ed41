using Tollama.Catalog;
using Tollama.Core.Protocol;

namespace Tollama.Runner;

/// <summary>What the catalog says of a model, for a host that leaves it to the runner to load what it asks for.</summary>
internal static class UnloadedModels
{
    private static readonly Lazy<ModelRegistry> Registry = new(ModelRegistry.LoadEmbedded);

    /// <summary>How the model of a name is loaded; <see langword="null"/> when there is none that needs no files.</summary>
    public static LoadParams? Find(string name) =>
        ModelName.TryParse(name, out ModelName? model) && Registry.Value.Find(model) is { } card && Families.Find(card.Family) is { HasWeights: false }
            ? new LoadParams { Model = name, Family = card.Family, Variant = card.Variant }
            : null;
}
