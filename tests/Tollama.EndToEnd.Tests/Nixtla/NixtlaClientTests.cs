using System.Diagnostics;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Nixtla;

/// <summary>Nixtla's own Python client, unchanged but for its address, against a daemon with a fresh home.</summary>
public sealed class NixtlaClientTests : DaemonTest
{
    [Theory]
    [InlineData("0.9.0", 60)]
    [InlineData("0.7.1", 55)]
    public async Task The_client_works_unchanged_on_a_fresh_home(string version, int least)
    {
        string? library = Programs.Library;
        Assert.SkipWhen(library is null, "Nixtla's client (../shared/wheels) is not on this machine");
        string python = OperatingSystem.IsLinux() && Programs.OnPath("python3") is not null ? await RunAsync("python3", ["--version"]) : "";
        Assert.SkipUnless(python.StartsWith("Python 3.11.", StringComparison.Ordinal), "Nixtla's client (../shared/wheels) needs Python 3.11 on Linux");
        TestHome home = new();
        string modules = home.PathOf("wheels");
        await RunAsync(Path.Join(library, "wheels", "unpack"), [modules, version]);
        DaemonProcess daemon = await StartAsync(home);

        string told = await RunAsync("python3", [Path.Join(library, "golden", "nixtla", "drive.py"), daemon.Address.ToString().TrimEnd('/')], modules);

        told.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).ShouldBeEmpty(told);
        told.Split('\n').Count(line => line.StartsWith("PASS", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(least, told);
        daemon.Log.ShouldNotContain("failed unexpectedly");
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
