using Tollama.Cli;
<<<<<<< HEAD
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Hosting;

namespace Tollama;

/// <summary>Hands the daemon to the command line, which does not know it.</summary>
internal static class DaemonEntry
{
    internal static Task<int> ServeAsync(ServeOptions options, TollamaEnvironment environment, CancellationToken cancellationToken)
    {
        ServeArguments arguments = new() { Host = options.Host, Port = options.Port, LogLevel = options.LogLevel, Insecure = options.Insecure };
        return DaemonHost.RunAsync(arguments, environment, Console.Error, cancellationToken);
=======

namespace Tollama;

/// <summary>Where the CLI's <c>serve</c> meets the daemon; the only place that knows both.</summary>
internal static class DaemonEntry
{
    public static Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        // The daemon's own entry point takes the place of this line: options.Host, Port, LogLevel, Insecure and the token.
        Console.Error.WriteLine($"Error: this build has no daemon to serve at {options.Host ?? "the default address"}");
        return Task.FromResult(ExitCodes.Failure);
>>>>>>> cli
    }
}
