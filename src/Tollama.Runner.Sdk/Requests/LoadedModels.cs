using System.Collections.Concurrent;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>The models that are loaded or being loaded, by the names that the daemon gave them.</summary>
internal sealed class LoadedModels(IReadOnlyList<IModelFamily> families)
{
    private readonly ConcurrentDictionary<string, Task<LoadedModel>> _models = new();

    /// <summary>Starts to load a model; from now on forecasts for its name wait for it. A model of the same name is replaced.</summary>
    /// <exception cref="TollamaException">There is no such family.</exception>
    public Task<LoadedModel> Load(LoadParams load, CancellationToken cancellationToken)
    {
        IModelFamily family = families.FirstOrDefault(candidate => candidate.Name == load.Family) ?? throw new TollamaException(
            ErrorCode.ModelNotFound,
            $"This runner has no family '{load.Family}'; it has {string.Join(", ", families.Select(candidate => candidate.Name))}.");
        ModelReference reference = new()
        {
            Family = load.Family,
            Model = load.Variant ?? load.Model,
            Files = load.Files ?? new Dictionary<string, string>(),
            Options = load.Options,
        };
        Task<LoadedModel> loading = Task.Run(() => new LoadedModel(load.Model, family.Load(reference, cancellationToken)), cancellationToken);
        _models[load.Model] = loading;
        _ = loading.ContinueWith(
            failed => _models.TryRemove(KeyValuePair.Create(load.Model, failed)),
            CancellationToken.None,
            TaskContinuationOptions.NotOnRanToCompletion,
            TaskScheduler.Default);
        return loading;
    }

    /// <summary>Forgets a model. Forecasts that have it keep it to their end.</summary>
    /// <exception cref="TollamaException">It is not loaded.</exception>
    public void Unload(string name)
    {
        if (!_models.TryRemove(name, out _))
        {
            throw NotLoaded(name);
        }
    }

    /// <summary>The model of a name, when it is loaded.</summary>
    /// <exception cref="TollamaException">It is not loaded, or could not be.</exception>
    public Task<LoadedModel> Find(string name) => _models.TryGetValue(name, out Task<LoadedModel>? model) ? model : throw NotLoaded(name);

    private static TollamaException NotLoaded(string name) =>
        new(ErrorCode.ModelNotFound, $"The model '{name}' is not loaded.", "Send a load request for it first.");
}
