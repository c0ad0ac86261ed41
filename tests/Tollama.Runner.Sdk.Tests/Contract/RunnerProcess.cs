using System.Diagnostics;
using System.Reflection;

namespace Tollama.Runner.Sdk.Tests.Contract;

/// <summary>Starts runners as processes.</summary>
internal static class RunnerProcess
{
    public static string RepositoryRoot { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    /// <summary>The executable of a project that was built with the tests.</summary>
    public static string Executable(string project, string name) => Path.Combine(
        RepositoryRoot, "artifacts", "bin", project, Metadata("Configuration"), OperatingSystem.IsWindows() ? name + ".exe" : name);

    public static RunnerPeer Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        return new RunnerPeer(
            process.StandardInput.BaseStream,
            process.StandardOutput.BaseStream,
            process.WaitForExitAsync(CancellationToken.None),
            () => StopAsync(process));
    }

    /// <summary>Whether a program can be started at all.</summary>
    public static bool Exists(string program) => (Environment.ExpandEnvironmentVariables("%PATH%") + Path.PathSeparator)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    private static async ValueTask StopAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static string Metadata(string key) => typeof(RunnerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
