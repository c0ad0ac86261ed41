using Tollama.Cli;

namespace Tollama;

/// <summary>Where the CLI's <c>serve</c> meets the daemon; the only place that knows both.</summary>
internal static class DaemonEntry
{
    public static Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        // The daemon's own entry point takes the place of this line: options.Host, Port, LogLevel, Insecure and the token.
        Console.Error.WriteLine($"Error: this build has no daemon to serve at {options.Host ?? "the default address"}");
        return Task.FromResult(ExitCodes.Failure);
    }
}
