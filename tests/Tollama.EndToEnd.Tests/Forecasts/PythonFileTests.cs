using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>The file for Python programs, <c>examples/python/tollama.py</c>: its own tests are run against a daemon, with and without pandas.</summary>
[Collection<SharedDaemonTests>]
public sealed class PythonFileTests(SharedDaemon daemon)
{
    // What pandas needs, and itself.
    private static readonly string[] Pandas = ["numpy", "pandas", "pytz", "tzdata", "python_dateutil", "six"];

    [Fact]
    public async Task It_works_with_the_standard_library()
    {
        await RequirePythonAsync("Python 3.", "python3 is not on this machine");
        await RunAsync(modules: "");
    }

    [Fact]
    public async Task It_takes_and_gives_frames_of_pandas()
    {
        string wheels = Path.Join(Programs.Library, "wheels");
        Assert.SkipUnless(Programs.Library is not null && Directory.Exists(wheels), "pandas (../shared/wheels) is not on this machine");
        await RequirePythonAsync("Python 3.11.", "pandas (../shared/wheels) needs Python 3.11 on Linux");
        using TestHome home = new();
        string modules = home.PathOf("modules");
        foreach (string wheel in Directory.EnumerateFiles(wheels, "*.whl").Where(file => Pandas.Contains(Path.GetFileName(file).Split('-')[0])))
        {
            (await ProgramRun.RunAsync("python3", ["-m", "zipfile", "-e", wheel, modules])).ExitCode.ShouldBe(0);
        }

        (await RunAsync(modules)).ShouldNotContain("skipped");
    }

    private async Task<string> RunAsync(string modules)
    {
        string tests = Path.Combine(Programs.Repository, "tests", "python", "test_tollama.py");
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOST"] = daemon.Address.ToString(), ["PYTHONPATH"] = modules, ["PYTHONDONTWRITEBYTECODE"] = "1" };
        ProgramRun run = await ProgramRun.RunAsync("python3", ["-W", "ignore::UserWarning", tests], environment);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Errors;
    }

    private static async Task RequirePythonAsync(string version, string reason)
    {
        string found = OperatingSystem.IsLinux() && File.Exists("/usr/bin/python3") ? (await ProgramRun.RunAsync("python3", ["--version"])).Output : "";
        Assert.SkipUnless(found.StartsWith(version, StringComparison.Ordinal), reason);
    }
}
