using Tollama.Core.Architectures;
using Tollama.Core.Forecasting;
using Tollama.Neural;
using Tollama.Stats;

namespace Tollama.Runner;

/// <summary>The families that this runner hosts. A new family is a line here.</summary>
internal static class FamilyTable
{
    /// <summary>The names, in the order of introduction.</summary>
    public static IReadOnlyList<string> Names { get; } = ["stats", "mock", .. NeuralFamily.Names];

    /// <summary>Creates the families of these names, each of which is one of <see cref="Names"/>.</summary>
    public static IReadOnlyList<IModelFamily> Create(IReadOnlyList<string> names, Computation computation) =>
        [.. names.Select(name => Create(name, computation))];

    private static IModelFamily Create(string name, Computation computation) => name switch
    {
        "stats" => new CovariateRegressionFamily(new StatsFamily(TimeProvider.System), clampsByDefault: true),
        "mock" => new MockFamily(),
        _ when NeuralFamily.Names.Contains(name) => new CovariateRegressionFamily(
            new TestedFamily(new NeuralFamily(name), computation), clampsByDefault: name == ModelFamilies.TimesFm),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such family."),
    };
}
