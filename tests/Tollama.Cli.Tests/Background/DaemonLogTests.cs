using Tollama.Cli.Background;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Tests.Background;

public sealed class DaemonLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tollama-log-").FullName;

    private string Home => Path.Join(_folder, "home");

    private string Log => Path.Join(Home, "logs", "tollamad.log");

    [Fact]
    public void What_is_made_is_for_its_users_eyes_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        DaemonLog.Prepare(Home, Log).ShouldBe(0);

        const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(Home).ShouldBe(Folder);
        File.GetUnixFileMode(Path.Join(Home, "logs")).ShouldBe(Folder);
        File.GetUnixFileMode(Log).ShouldBe(Own);

        File.SetUnixFileMode(Log, Own | UnixFileMode.OtherRead);
        DaemonLog.Prepare(Home, Log);
        File.GetUnixFileMode(Log).ShouldBe(Own);
    }

    [Fact]
    public void A_large_log_is_put_aside_and_the_oldest_goes()
    {
        for (int start = 1; start <= DaemonLogFile.KeptLogs + 2; start++)
        {
            DaemonLog.Prepare(Home, Log).ShouldBe(0);
            using FileStream log = new(Log, FileMode.Open, FileAccess.Write);
            log.SetLength(DaemonLogFile.LargeBytes + start);
        }

        DaemonLog.Prepare(Home, Log).ShouldBe(0);

        Directory.GetFiles(Path.Join(Home, "logs")).Select(Path.GetFileName).Order().ShouldBe(
            ["tollamad.log", "tollamad.log.1", "tollamad.log.2", "tollamad.log.3"]);
        new FileInfo(Log + ".1").Length.ShouldBe(DaemonLogFile.LargeBytes + DaemonLogFile.KeptLogs + 2);
        new FileInfo(Log + ".3").Length.ShouldBe(DaemonLogFile.LargeBytes + DaemonLogFile.KeptLogs);
    }

    [Fact]
    public void A_log_that_is_not_large_goes_on()
    {
        DaemonLog.Prepare(Home, Log);
        File.WriteAllText(Log, "an older line\n");

        DaemonLog.Prepare(Home, Log).ShouldBe(14);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
