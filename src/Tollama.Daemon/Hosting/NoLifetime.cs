using Microsoft.Extensions.Hosting;

namespace Tollama.Daemon.Hosting;

/// <summary>Leaves signals alone: the program hears them, and the daemon drains before its host may stop.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
