namespace Tollama.Daemon.Tests.Runners;

/// <summary>Modes of files as <c>chmod</c> writes them. Windows has none: tests are skipped there.</summary>
internal static class FileModes
{
    public static void SkipWhereThereAreNone() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");

    public static void Set(string path, string octal)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
        }
    }

    public static string Of(string path) =>
        OperatingSystem.IsWindows() ? "" : "0" + Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(3, '0');
}
