using Tollama.Core.Configuration;
using Tollama.Core.Forecasting;

namespace Tollama.Runner.Tests;

/// <summary>Models as the runner loads them, those with weights from tests/golden/tsfm.</summary>
internal static class LoadedFamily
{
    private static readonly Dictionary<string, string> Golden = new()
    {
        ["chronos-bolt"] = "chronos-bolt-tiny-random",
        ["chronos-2"] = "chronos-2-tiny-random",
        ["timesfm"] = "timesfm-2.5-tiny-random",
        ["toto2"] = "toto2-tiny-random",
        ["ttm"] = "ttm-tiny-random",
    };

    public static IModelFamily Of(string family)
    {
        Computation computation = Computation.Configure(TollamaEnvironment.FromProcess(), TextWriter.Null).ShouldNotBeNull();
        return FamilyTable.Create([family], computation).ShouldHaveSingleItem();
    }

    public static IForecastModel Load(string family, string model) => Of(family).Load(
        new ModelReference
        {
            Family = family,
            Model = model,
            Files = Golden.TryGetValue(family, out string? folder) ? FilesOf(folder) : new Dictionary<string, string>(),
        },
        TestContext.Current.CancellationToken);

    private static Dictionary<string, string> FilesOf(string folder) => new[] { "config.json", "model.safetensors" }
        .ToDictionary(name => name, name => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", folder, name));
}
