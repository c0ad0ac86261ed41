using Microsoft.Extensions.Logging;

namespace Tollama.Daemon.Hosting;

/// <summary>The end of the daemon in order, while its listener stays open: what runs may finish, then it is told to stop, and probes see all of it.</summary>
internal sealed partial class Drain(Shutdown shutdown, TimeProvider time, ILogger<Drain> logger)
{
    /// <summary>How long requests have to answer once they were told to stop.</summary>
    internal static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <summary>Returns when the listener may be closed.</summary>
    /// <param name="grace">How long requests may finish.</param>
    /// <param name="notice">How long the listener stays open at least, for load balancers to see that it drains.</param>
    internal async Task RunAsync(TimeSpan grace, TimeSpan notice)
    {
        long started = time.GetTimestamp();
        shutdown.Drain();
        Task noticed = Task.Delay(notice, time);
        if (shutdown.Running is var running and > 0)
        {
            Waiting(logger, running);
        }

        if (!await IsIdleWithinAsync(grace).ConfigureAwait(false))
        {
            GraceOver(logger, shutdown.Running, time.GetElapsedTime(started).TotalSeconds);
            await shutdown.EndGraceAsync().ConfigureAwait(false);
            await IsIdleWithinAsync(LastWords).ConfigureAwait(false);
        }

        await noticed.ConfigureAwait(false);
    }

    private async Task<bool> IsIdleWithinAsync(TimeSpan limit)
    {
        try
        {
            await shutdown.Idle.WaitAsync(limit, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    [LoggerMessage(1030, LogLevel.Information, "shutting down: {Running} requests may finish")]
    private static partial void Waiting(ILogger logger, int running);

    [LoggerMessage(1031, LogLevel.Warning, "{Running} requests did not finish within {Seconds:0.#} s and are told to stop (TOLLAMA_SHUTDOWN_GRACE)")]
    private static partial void GraceOver(ILogger logger, int running, double seconds);
}
