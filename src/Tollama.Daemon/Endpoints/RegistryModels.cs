using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary>Models as <c>/v1/models</c> lists them.</summary>
internal static class RegistryModels
{
    internal static OpenAiModel AsOpenAi(InstalledModel model) =>
        new() { Id = model.Name.Short, Object = "model", Created = model.ModifiedAt.ToUnixTimeSeconds(), OwnedBy = "tollama" };

    internal static RegistryModel Installed(InstalledModel model, ModelRegistry registry) => new()
    {
        Name = model.Name.Short,
        Family = model.Manifest.Family,
        Installed = true,
        License = model.Manifest.License,
        Description = model.Manifest.Description,
        ParameterCount = model.Manifest.ParameterCount,
        ContextLength = model.Manifest.ContextLength,
        MaxHorizon = model.Manifest.MaxHorizon,
        Size = model.Size,
        Capabilities = model.Manifest.Capabilities,
        Options = registry.OptionsOf(model.Manifest),
        Source = model.Manifest.Source,
    };

    internal static RegistryModel Available(ModelCard entry, bool isInstalled, ModelRegistry registry, LicenseLedger licenses)
    {
        AcceptedLicense? accepted = entry.License.NeedsAcceptance ? licenses.Find(entry.Name, entry.License.Type) : null;
        return new RegistryModel
        {
            Name = entry.ModelName.Short,
            Family = entry.Family,
            Installed = isInstalled,
            License = entry.License with { Accepted = !entry.License.NeedsAcceptance || accepted is not null, AcceptedAt = accepted?.AcceptedAt },
            Description = entry.Description,
            ParameterCount = entry.ParameterCount,
            ContextLength = entry.ContextLength,
            MaxHorizon = entry.MaxHorizon,
            Size = entry.Size,
            Capabilities = entry.Capabilities,
            Options = registry.OptionsOf(entry.Family, entry.FullVariant),
            Aliases = entry.Aliases,
            Source = entry.Source,
        };
    }
}
