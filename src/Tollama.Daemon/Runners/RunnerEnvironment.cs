namespace Tollama.Daemon.Runners;

/// <summary>What a runner may see of the daemon's environment: what programs need to run, and the runners' own settings. No keys, no tokens, no proxies.</summary>
internal static class RunnerEnvironment
{
    private const string DotnetRoot = "DOTNET_ROOT";

    private static readonly HashSet<string> Names =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
        "TOLLAMA_KERNEL", "TOLLAMA_NUM_THREADS", "TOLLAMA_LOG_LEVEL",
    ];

    // Windows does not start programs without these; they name folders, nothing else.
    private static readonly HashSet<string> WindowsNames = new(StringComparer.OrdinalIgnoreCase) { "PATH", "SystemRoot", "TEMP", "TMP", "USERPROFILE" };

    /// <summary>The allowed part of <paramref name="all"/>.</summary>
    public static IReadOnlyDictionary<string, string> Filter(IReadOnlyDictionary<string, string> all) =>
        all.Where(variable => IsAllowed(variable.Key)).ToDictionary(variable => variable.Key, variable => variable.Value);

    private static bool IsAllowed(string name) =>
        Names.Contains(name)
        || name == DotnetRoot
        || name.StartsWith(DotnetRoot + "_", StringComparison.Ordinal)
        || name.StartsWith(DotnetRoot + "(", StringComparison.Ordinal)
        || (OperatingSystem.IsWindows() && WindowsNames.Contains(name));
}
