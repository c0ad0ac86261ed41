using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tollama.Daemon.Runners;

/// <summary>The command that starts a runner: its own, after small programs that prepare the process and then become it (same process id).</summary>
/// <remarks>
/// <c>setsid</c> gives the runner a session and so a process group of its own, by which it is ended together with what it has started.
/// <c>nice</c> lets it yield the processor. <c>setpriv</c> asks Linux to kill it when the daemon dies without a chance to do so itself (kill -9, out of
/// memory): every runner ends at the end of its stdin, but one that is stuck, or ignores it, needs the kernel, and only the child can ask for the signal.
/// Where a program is missing, or is BusyBox's <c>setpriv</c>, which cannot do it, its part is left out. See docs/adr/0101-runner-lifetime.md.
/// </remarks>
internal static class LaunchCommand
{
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(2);
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
    private static readonly string[] DeathSignal = ["--pdeathsig", "KILL", "--"];
    private static readonly Lazy<string?> Setpriv = new(() => Find("setpriv") is { } path && Works(path) ? path : null);
    private static readonly Lazy<string?> Setsid = new(() => Find("setsid"));
    private static readonly Lazy<string?> NiceProgram = new(() => Find("nice"));

    /// <summary>True if runners lead a process group, whose number is their process id.</summary>
    public static bool MakesGroups => Setsid.Value is not null;

    /// <summary>The command for an executable: executable first, then the arguments before the runner's own.</summary>
    /// <param name="fileName">The runner's executable, as a full path.</param>
    /// <param name="nice">How much niceness is added to the daemon's; 0 for none.</param>
    public static IReadOnlyList<string> Of(string fileName, int nice)
    {
        List<string> command = [];
        if (Setsid.Value is { } setsid)
        {
            command.Add(setsid);
        }

        if (nice > 0 && NiceProgram.Value is { } program)
        {
            command.AddRange([program, "-n", nice.ToString(CultureInfo.InvariantCulture)]);
        }

        if (Setpriv.Value is { } setpriv)
        {
            command.AddRange([setpriv, .. DeathSignal]);
        }

        command.Add(fileName);
        return command;
    }

    /// <summary>The command for a program that is to live on when the daemon's session ends.</summary>
    public static IReadOnlyList<string> InOwnSession(string fileName) => Setsid.Value is { } setsid ? [setsid, fileName] : [fileName];

    private static string? Find(string program) =>
        OperatingSystem.IsLinux() ? Folders.Select(folder => Path.Join(folder, program)).FirstOrDefault(File.Exists) : null;

    private static bool Works(string setpriv)
    {
        ProcessStartInfo info = new(setpriv) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in DeathSignal.Append(setpriv).Append("--version"))
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
