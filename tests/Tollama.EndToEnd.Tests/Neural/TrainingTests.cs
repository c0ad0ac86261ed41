using System.Diagnostics;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>The generator of the series that the network which ships is trained on. It needs Python and numpy; training itself is run by hand.</summary>
public sealed class TrainingTests
{
    [Fact]
    public async Task The_generator_and_the_samples_keep_their_laws()
    {
        string wheels = Path.Join(Programs.Library, "wheels");
        string? numpy = Directory.Exists(wheels) ? Directory.EnumerateFiles(wheels, "numpy-*.whl").FirstOrDefault() : null;
        Assert.SkipWhen(numpy is null, "numpy (../shared/wheels) is not on this machine");
        string version = OperatingSystem.IsLinux() && Programs.OnPath("python3") is not null ? (await RunAsync(["--version"])).Output : "";
        Assert.SkipUnless(version.StartsWith("Python 3.11.", StringComparison.Ordinal), "numpy (../shared/wheels) needs Python 3.11 on Linux");
        using TestHome home = new();
        string modules = home.PathOf("numpy");
        (await RunAsync(["-m", "zipfile", "-e", numpy, modules])).ExitCode.ShouldBe(0);

        ProgramRun run = await RunAsync(["-B", "-m", "unittest", "discover", Path.Join(Programs.Repository, "training", "tests")], modules);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("OK");
        run.Errors.ShouldNotContain("Ran 0 tests");
    }

    private static async Task<ProgramRun> RunAsync(string[] arguments, string modules = "")
    {
        ProcessStartInfo start = new("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PYTHONPATH"] = modules;

        // The algebra library takes a thread for each processor otherwise, beside the other tests.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramRun(process.ExitCode, await output, await errors);
    }
}
