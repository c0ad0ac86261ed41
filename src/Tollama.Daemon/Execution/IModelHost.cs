using Tollama.Core.Protocol;
using Tollama.Store;

namespace Tollama.Daemon.Execution;

/// <summary>Where models are loaded: the runners, as the scheduler sees them.</summary>
internal interface IModelHost
{
    /// <summary>True if the model gets a process of its own, so that it counts against the number of loaded models.</summary>
    bool IsExclusive(InstalledModel model);

    /// <summary>The memory that the model takes once it is loaded; 0 when that is not known.</summary>
    long BytesNeeded(InstalledModel model);

    /// <summary>Loads a model, or fails.</summary>
    Task<LoadResult> LoadAsync(InstalledModel model, CancellationToken cancellationToken);

    /// <summary>Unloads a model; never fails.</summary>
    Task UnloadAsync(InstalledModel model);
}
