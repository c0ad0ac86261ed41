using System.Diagnostics;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>The programs that tests start, built beside this one under artifacts/bin.</summary>
internal static class TestPrograms
{
    public static string FakeRunner => Find("Tollama.FakeRunner");

    public static string FakeDaemon => Find("Tollama.FakeDaemon");

    /// <summary>What the programs need to find the .NET runtime.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        RunnerEnvironment.Filter(new ProcessStartInfo().Environment.ToDictionary(variable => variable.Key, variable => variable.Value ?? ""));

    private static string Find(string name)
    {
        DirectoryInfo configuration = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return Path.Join(configuration.Parent!.Parent!.FullName, name, configuration.Name, file);
    }
}
