using System.Diagnostics;
using Tollama.Cli.Background;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Tests.Background;

public sealed class BackgroundDaemonLauncherTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-launch-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_folder.FullName, "logs", "tollamad.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_daemon_that_dies_at_once_is_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        await File.WriteAllTextAsync(Log, "an older line\n", Token);

        CliException error = await Should.ThrowAsync<CliException>(
            () => Launcher("echo \"port of $TOLLAMA_HOST is taken\" >&2; exit 7").StartAsync(HostAddress.Default, _ => Task.FromResult(false), Token));

        error.ExitCode.ShouldBe(ExitCodes.Failure);
        error.Message.ShouldBe("the daemon stopped at once with exit code 7:\n  port of 127.0.0.1:11434 is taken");
        error.Hint.ShouldBe($"see {Log}");
        (await File.ReadAllTextAsync(Log, Token)).ShouldStartWith("an older line\n");
    }

    [Fact]
    public async Task The_process_that_answers_is_the_one_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");

        // The "daemon" writes its own id and stays until it is ended.
        LaunchedDaemon daemon = await Launcher("echo $$; exec tail -f /dev/null").StartAsync(
            HostAddress.Default, _ => Task.FromResult(File.Exists(Log) && File.ReadAllText(Log).EndsWith('\n')), Token);

        using Process process = Process.GetProcessById(daemon.ProcessId);
        process.Kill();
        daemon.LogPath.ShouldBe(Log);
        (await File.ReadAllTextAsync(Log, Token)).ShouldBe($"{daemon.ProcessId}\n");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "logs"), "a file", Token);

        CliException error = await Should.ThrowAsync<CliException>(
            () => Launcher("exit 0").StartAsync(HostAddress.Default, _ => Task.FromResult(false), Token));

        error.Message.ShouldContain("tollamad.log");
        error.Hint.ShouldBe("set TOLLAMA_HOME to a folder that you may write");
    }

    [Fact]
    public void The_daemon_beside_the_program_is_found_or_the_program_serves_itself()
    {
        string folder = _folder.FullName;
        DaemonProgram.Find("/opt/tollama", folder).Arguments.ShouldBe(["serve"]);
        DaemonProgram.Find("/usr/bin/dotnet", folder).Arguments.ShouldBe([Path.Combine(folder, "tollama.dll"), "serve"]);

        string daemon = Path.Combine(folder, OperatingSystem.IsWindows() ? "tollamad.exe" : "tollamad");
        File.WriteAllText(daemon, "");
        DaemonProgram found = DaemonProgram.Find("/opt/tollama", folder);
        found.FileName.ShouldBe(daemon);
        found.Arguments.ShouldBeEmpty();
    }

    private BackgroundDaemonLauncher Launcher(string script) => new(
        new DaemonProgram("/bin/sh", ["-c", script]),
        new TollamaEnvironment(new Dictionary<string, string> { ["TOLLAMA_HOME"] = _folder.FullName, ["PATH"] = "/usr/bin:/bin" }),
        TimeProvider.System);
}
