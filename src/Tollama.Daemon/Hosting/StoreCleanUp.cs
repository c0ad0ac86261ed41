using Microsoft.Extensions.Logging;
using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Hosting;

/// <summary>
/// Removes what crashes, left pulls and unused uploads left behind, at start and every half hour. A store that cannot be written is served all the same.
/// </summary>
internal sealed partial class StoreCleanUp(StorePruner pruner, TimeProvider time, ILogger<StoreCleanUp> logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    private string? _said;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await CleanAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            PruneReport report = await pruner.PruneAsync(StorePruner.DefaultGrace, dryRun: false, cancellationToken).ConfigureAwait(false);
            if (report.Removed.Count > 0)
            {
                Removed(logger, report.Removed.Count, report.FreedBytes);
            }

            Say(report.Obstacle);
        }
        catch (TollamaException fault)
        {
            Say(fault.Message);
        }
    }

    // The same reason every half hour would be noise.
    private void Say(string? reason)
    {
        if (reason is not null && reason != _said)
        {
            Skipped(logger, reason);
        }

        _said = reason;
    }

    [LoggerMessage(1010, LogLevel.Information, "removed {Count} files that no model needs, {Bytes} bytes (TOLLAMA_NOPRUNE=true keeps them)")]
    private static partial void Removed(ILogger logger, int count, long bytes);

    [LoggerMessage(1011, LogLevel.Warning, "the store was not cleaned up: {Reason}")]
    private static partial void Skipped(ILogger logger, string reason);
}
