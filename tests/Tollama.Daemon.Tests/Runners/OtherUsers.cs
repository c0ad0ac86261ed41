using System.Diagnostics;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>Files of another user, which only root can make.</summary>
internal static class OtherUsers
{
    public const int Nobody = 65534;

    public static void SkipUnlessRoot()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such owners");
        Assert.SkipWhen(FileStatus.CurrentUser != 0, "only root can give a file to another user");
    }

    /// <summary>Gives a file, or a link itself, to nobody.</summary>
    public static void GiveAway(string path)
    {
        using Process chown = Process.Start(new ProcessStartInfo("chown", ["-h", $"{Nobody}", path]))!;
        chown.WaitForExit();
        chown.ExitCode.ShouldBe(0);
    }
}
