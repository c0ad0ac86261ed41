using Tollama.Cli.Background;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Tests.Background;

/// <summary>Starts nothing, and remembers where it should have.</summary>
internal sealed class FakeLauncher : IDaemonLauncher
{
    public HostAddress? Started { get; private set; }

    public Task<LaunchedDaemon> StartAsync(HostAddress address, Func<CancellationToken, Task<bool>> answers, CancellationToken cancellationToken)
    {
        Started = address;
        return Task.FromResult(new LaunchedDaemon(17, "/logs/tollamad.log"));
    }
}
