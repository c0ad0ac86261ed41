using Tollama.Catalog;
using Tollama.Core.Forecasting;
using Tollama.Neural;
using Tollama.Stats;

namespace Tollama.Runner;

/// <summary>Makes the families of the catalog.</summary>
internal static class FamilyTable
{
    private static readonly Lazy<ModelRegistry> Registry = new(ModelRegistry.LoadEmbedded);

    /// <summary>The names that <see cref="Create(IReadOnlyList{string}, Computation)"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Families.All.Select(family => family.Name)];

    /// <summary>Creates the families of these names, each of which is one of <see cref="Names"/>.</summary>
    public static IReadOnlyList<IModelFamily> Create(IReadOnlyList<string> names, Computation computation) =>
        [.. names.Select(name => Create(Get(name), computation))];

    private static ModelFamily Get(string name) =>
        Families.Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "No such family.");

    private static IModelFamily Create(ModelFamily family, Computation computation) => family == Families.Mock
        ? new MockFamily()
        : new CovariateRegressionFamily(WithoutRegression(family, computation), family.ClampsByDefault);

    private static IModelFamily WithoutRegression(ModelFamily family, Computation computation) => family.HasWeights
        ? new TestedFamily(new NeuralFamily(family.Name), computation)
        : new StatsFamily(TimeProvider.System, BundledNetwork.Find(Registry.Value, Path.Combine(AppContext.BaseDirectory, "bundled"), computation));
}
