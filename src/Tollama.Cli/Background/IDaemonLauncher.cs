using Tollama.Core.Configuration;

namespace Tollama.Cli.Background;

/// <summary>Starts a daemon that outlives this process.</summary>
public interface IDaemonLauncher
{
    /// <summary>Starts the daemon and returns when it answers.</summary>
    /// <param name="address">Where it shall listen.</param>
    /// <param name="answers">Tells whether it answers by now.</param>
    /// <param name="cancellationToken">Stops the waiting, not the daemon.</param>
    Task<LaunchedDaemon> StartAsync(
        HostAddress address, Func<CancellationToken, Task<bool>> answers, CancellationToken cancellationToken);
}
