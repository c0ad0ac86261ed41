using System.Reflection;

namespace Tollama.Daemon.Configuration;

/// <summary>What this server calls itself.</summary>
internal static class ServerIdentity
{
    internal const string Name = "tollama";

    /// <summary>The header of every answer with the version. <c>Server</c> says it, too, but a proxy puts its own name there.</summary>
    internal const string VersionHeader = "Tollama-Version";

    internal static string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    internal static string Header { get; } = $"{Name}/{Version}";
}
