using System.Collections.Concurrent;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>The models that are loaded or being loaded, by the names that the daemon gave them.</summary>
/// <remarks>
/// A host may know nothing but <c>hello</c> and <c>forecast</c>. So a forecast loads its model, as long as no <c>load</c> has come: a host that sends one says by it
/// what each model is, with its files and options, and a model that it has not loaded is an error.
/// </remarks>
internal sealed class LoadedModels(RunnerHostOptions options)
{
    private readonly ConcurrentDictionary<string, Task<LoadedModel>> _models = new();
    private readonly Lock _gate = new();
    private volatile bool _hostLoads;

    /// <summary>Starts to load a model; from now on forecasts for its name wait for it. A model of the same name is replaced.</summary>
    /// <exception cref="TollamaException">There is no such family.</exception>
    public Task<LoadedModel> Load(LoadParams load, CancellationToken cancellationToken)
    {
        _hostLoads = true;
        return Begin(load, cancellationToken);
    }

    /// <summary>Forgets a model. Forecasts that have it keep it to their end.</summary>
    /// <exception cref="TollamaException">It is not loaded.</exception>
    public void Unload(string name)
    {
        _hostLoads = true;
        if (!_models.TryRemove(name, out _))
        {
            throw NotLoaded(name);
        }
    }

    /// <summary>The model of a name, when it is loaded, or when it can be because the host leaves it to the runner.</summary>
    /// <exception cref="TollamaException">It is not loaded, or could not be.</exception>
    public Task<LoadedModel> Find(string name, CancellationToken ending)
    {
        if (_models.TryGetValue(name, out Task<LoadedModel>? model))
        {
            return model;
        }

        lock (_gate)
        {
            return _models.TryGetValue(name, out model) ? model
                : !_hostLoads && (options.Unloaded ?? OnlyFamily)(name) is { } load ? Begin(load, ending)
                : throw NotLoaded(name);
        }
    }

    private LoadParams? OnlyFamily(string name)
    {
        string? family = options.Families.Count == 1 ? options.Families[0].Name : options.Families.FirstOrDefault(candidate => candidate.Name == name)?.Name;
        return family is null ? null : new LoadParams { Model = name, Family = family };
    }

    private Task<LoadedModel> Begin(LoadParams load, CancellationToken cancellationToken)
    {
        IModelFamily family = options.Families.FirstOrDefault(candidate => candidate.Name == load.Family) ?? throw new TollamaException(
            ErrorCode.ModelNotFound,
            $"This runner has no family '{Excerpt.Of(load.Family)}'; it has {string.Join(", ", options.Families.Select(candidate => candidate.Name))}.");
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

    private static TollamaException NotLoaded(string name) =>
        new(ErrorCode.ModelNotFound, $"The model '{name}' is not loaded.", "Send a load request for it first.");
}
