using System.ComponentModel;
using System.Diagnostics;

namespace Tollama.Daemon.Runners;

/// <summary>Makes Linux kill a runner when the daemon dies without a chance to do it itself (kill -9, out of memory).</summary>
/// <remarks>
/// Every runner ends at the end of its stdin; one that is stuck, or ignores it, needs the kernel. The signal can only be asked for by the child itself,
/// so runners are started through util-linux's <c>setpriv</c>, which asks and then becomes the runner (same process id, no extra process).
/// Where it is missing, or is BusyBox's, which cannot do it, the end of stdin has to suffice. See docs/adr/0101-runner-lifetime.md.
/// </remarks>
internal static class DeathPact
{
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(2);
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
    private static readonly string[] Options = ["--pdeathsig", "KILL", "--"];
    private static readonly Lazy<string?> Setpriv = new(Find);

    /// <summary>The command that starts <paramref name="fileName"/> under the pact: executable first, then the arguments before the runner's own.</summary>
    public static IReadOnlyList<string> Wrap(string fileName) => Setpriv.Value is { } setpriv ? [setpriv, .. Options, fileName] : [fileName];

    private static string? Find() =>
        OperatingSystem.IsLinux() ? Folders.Select(folder => Path.Join(folder, "setpriv")).FirstOrDefault(path => File.Exists(path) && Works(path)) : null;

    private static bool Works(string setpriv)
    {
        ProcessStartInfo info = new(setpriv) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in Options.Append(setpriv).Append("--version"))
        {
            info.ArgumentList.Add(argument);
        }

        try
        {
            using Process trial = Process.Start(info)!;
            return trial.WaitForExit(TrialTime) && trial.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
