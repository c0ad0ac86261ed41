using Microsoft.Extensions.Logging;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Loads models into runner processes.</summary>
internal sealed partial class RunnerModelHost(RunnerPool runners, ModelStore store, ILogger<RunnerModelHost> logger) : IModelHost
{
    public bool IsExclusive(InstalledModel model) => runners.IsExclusive(model.Manifest.Family);

    public Task<LoadResult> LoadAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        LoadParams load = new()
        {
            Model = model.Name.Short,
            Family = model.Manifest.Family,
            Variant = model.Manifest.Variant,
            Files = ModelFiles.Of(model, store.Blobs).Paths,
            Options = ModelDefaults.OfFamily(model),
        };
        return runners.Get(model.Manifest.Family, model.Name.Short).LoadAsync(load, cancellationToken);
    }

    public async Task UnloadAsync(InstalledModel model)
    {
        try
        {
            await runners.ReleaseAsync(model.Manifest.Family, model.Name.Short, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            UnloadFailed(logger, exception, model.Name.Short);
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "The runner of {Model} did not unload it")]
    private static partial void UnloadFailed(ILogger logger, Exception exception, string model);
}
