using System.Diagnostics;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>The client of the Python tollama itself, with its own types, against our daemon.</summary>
public sealed class PythonClientTests : DaemonTest
{
    /// <summary>All calls.</summary>
    [Fact]
    public async Task The_client_works_unchanged()
    {
        string? library = Programs.Library;
        Assert.SkipWhen(library is null, "the Python client (../shared/wheels) is not on this machine");
        string version = OperatingSystem.IsLinux() ? await RunAsync("python3", ["--version"]) : "";
        Assert.SkipUnless(version.StartsWith("Python 3.11.", StringComparison.Ordinal), "the Python client (../shared/wheels) needs Python 3.11 on Linux");
        TestHome home = new();
        string modules = home.PathOf("wheels");
        await RunAsync(Path.Join(library, "wheels", "unpack"), [modules]);
        DaemonProcess daemon = await StartAsync(home);

        string told = await RunAsync("python3", [Path.Join(library, "golden", "upstream", "drive.py"), daemon.Address.ToString().TrimEnd('/')], modules);

        told.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).ShouldBeEmpty();
        told.ShouldContain("28 passed, 0 failed");
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string? modules = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PYTHONPATH"] = modules;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
