using Tollama.Cli;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Hosting;

namespace Tollama;

/// <summary>Where the CLI's <c>serve</c> meets the daemon; the only place that knows both.</summary>
internal static class DaemonEntry
{
    internal static Task<int> ServeAsync(ServeOptions options, TollamaEnvironment environment, CancellationToken cancellationToken)
    {
        ServeArguments arguments = new() { Host = options.Host, Port = options.Port, LogLevel = options.LogLevel, Insecure = options.Insecure };
        return DaemonHost.RunAsync(arguments, environment, Console.Error, cancellationToken);
    }
}
