using Microsoft.Extensions.Logging;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Memory;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Loads models into runner processes.</summary>
internal sealed partial class RunnerModelHost(RunnerPool runners, ModelLoading loading, ILogger<RunnerModelHost> logger) : IModelHost
{
    public bool IsExclusive(InstalledModel model) => runners.IsExclusive(model.Manifest.Family);

    public long BytesNeeded(InstalledModel model) => ModelFootprint.Of(model);

    public async Task<LoadResult> LoadAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        RunnerSupervisor runner = runners.Get(model.Manifest.Family, model.Name.Short);
        try
        {
            LoadResult loaded = await runner.LoadAsync(loading.Of(model), cancellationToken).ConfigureAwait(false);
            string disagreements = string.Join(", ", LoadDisagreements.Of(model.Manifest, loaded));
            if (disagreements.Length > 0)
            {
                Disagrees(logger, model.Name.Short, disagreements);
            }

            return loaded;
        }
        catch when (IsExclusive(model) && runner.State.IsAlive)
        {
            // Without its model the process is of no use. One that crashed is kept in mind, so that it is not started too often.
            await UnloadAsync(model).ConfigureAwait(false);
            throw;
        }
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

    [LoggerMessage(1211, LogLevel.Warning, "{Model} says other things of itself than its card: {Disagreements}. What it says is used")]
    private static partial void Disagrees(ILogger logger, string model, string disagreements);
}
