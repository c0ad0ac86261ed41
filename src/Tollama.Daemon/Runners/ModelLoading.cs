using Tollama.Core.Protocol;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Says how a runner loads an installed model.</summary>
internal sealed class ModelLoading(ModelStore store, LoadVerification verification = LoadVerification.Once)
{
    private readonly LoadCheck _check = new(store, verification);

    /// <summary>The load of a model, with the check of its files.</summary>
    internal ModelLoad Of(InstalledModel model) => new(ParametersOf(model)) { Check = cancellationToken => _check.RequireAsync(model, cancellationToken) };

    /// <summary>Looks at a model's files as before a load.</summary>
    /// <exception cref="Core.Errors.TollamaException">They are not what was installed.</exception>
    internal Task RequireFilesAsync(InstalledModel model, CancellationToken cancellationToken) => _check.RequireAsync(model, cancellationToken);

    /// <summary>The parameters of <c>load</c>.</summary>
    internal LoadParams ParametersOf(InstalledModel model) => new()
    {
        Model = model.Name.Short,
        Family = model.Manifest.Family,
        Variant = model.Manifest.Variant,
        Files = ModelFiles.Of(model, store.Blobs).Paths,
        Options = ModelDefaults.OfFamily(model),
    };
}
