using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Hosting;

/// <summary>Removes at start what earlier crashes and left pulls did not need any more. A store that cannot be written is served all the same.</summary>
internal sealed partial class StoreCleanUp(StorePruner pruner, ILogger<StoreCleanUp> logger)
{
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            PruneReport report = await pruner.PruneAsync(StorePruner.DefaultGrace, dryRun: false, cancellationToken).ConfigureAwait(false);
            if (report.Removed.Count > 0)
            {
                Removed(logger, report.Removed.Count, report.FreedBytes);
            }

            if (report.Obstacle is { } obstacle)
            {
                Skipped(logger, obstacle);
            }
        }
        catch (TollamaException fault)
        {
            Skipped(logger, fault.Message);
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    [LoggerMessage(1010, LogLevel.Information, "removed {Count} files that no model needs, {Bytes} bytes (TOLLAMA_NOPRUNE=true keeps them)")]
    private static partial void Removed(ILogger logger, int count, long bytes);

    [LoggerMessage(1011, LogLevel.Warning, "the store was not cleaned up: {Reason}")]
    private static partial void Skipped(ILogger logger, string reason);
}
