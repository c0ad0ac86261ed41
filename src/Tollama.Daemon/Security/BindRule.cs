using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>A daemon that others can reach needs API keys, unless somebody says otherwise.</summary>
internal static class BindRule
{
    /// <summary>Why the daemon does not start; <see langword="null"/> when it may.</summary>
    internal static string? Refusal(DaemonOptions options) =>
        options.Address.IsLoopback || options.AsksForKeys || options.Insecure
            ? null
            : $"{options.Address} can be reached from other machines and no API key is set: anybody could use and delete models. "
                + "Set TOLLAMA_API_KEYS=<key>, or listen on 127.0.0.1, or say --insecure (TOLLAMA_INSECURE=1) if a proxy guards it.";
}
