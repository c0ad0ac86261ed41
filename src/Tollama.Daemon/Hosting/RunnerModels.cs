using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Hosting;

/// <summary>The models of third-party runners as registry entries, so that they are listed and pulled like all others.</summary>
internal static class RunnerModels
{
    internal static IReadOnlyList<ModelCard> Entries(IReadOnlyList<RunnerDefinition> definitions) =>
        [.. definitions.SelectMany(definition => definition.Models.Select(model => Entry(definition, model)))];

    private static ModelCard Entry(RunnerDefinition definition, RunnerDefinitionModel model) => new()
    {
        Name = model.Name,
        Family = definition.Family,
        Source = new ModelSource { Type = "runner" },
        License = new LicenseInfo { Type = model.License ?? "unknown", Accepted = true },
        Description = model.Description,
        Capabilities = model.Capabilities ?? ["forecast", "quantiles"],
    };
}
