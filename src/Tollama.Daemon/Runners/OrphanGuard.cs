using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tollama.Daemon.Runners;

/// <summary>A shell that waits for the end of the daemon and then kills the process groups that the daemon had not ended itself, and what has left them.</summary>
/// <remarks>
/// The parent-death signal ends a runner when the daemon is killed, but not what the runner has started. The shell knows the groups by lines that it reads:
/// <c>+ NUMBER</c> when a runner starts, <c>- NUMBER</c> when its group has been killed. The daemon holds the only writing end of the pipe, so the end of the
/// lines is the end of the daemon, however it came. The shell has a session of its own: what ends the daemon does not end it. A shell that is killed itself
/// is replaced at the next start of a runner. See docs/adr/0101-runner-lifetime.md.
/// </remarks>
internal static class OrphanGuard
{
    private const string Shell = "/bin/sh";

    private const string Script = """
        trap '' HUP INT QUIT TERM
        exec >/dev/null 2>&1
        groups=
        while read -r change group; do
          others=
          for other in $groups; do [ "$other" = "$group" ] || others="$others $other"; done
          groups=$others
          [ "$change" = + ] && groups="$groups $group"
        done
        for group in $groups; do kill -s KILL -- "-$group"; done
        for round in 1 2 3; do
          for folder in /proc/[0-9]*; do
            grep -qsa -- "$1" "$folder/environ" && kill -s KILL "${folder#/proc/}"
          done
        done
        """;

    private static readonly Lock Sync = new();
    private static readonly HashSet<int> Groups = [];
    private static Process? s_shell;

    /// <summary>A runner leads a group from now on.</summary>
    public static void Watch(int leaderId)
    {
        if (OperatingSystem.IsWindows() || !LaunchCommand.MakesGroups)
        {
            return;
        }

        lock (Sync)
        {
            if (s_shell is null or { HasExited: true })
            {
                s_shell?.Dispose();
                s_shell = Start();
                foreach (int group in Groups)
                {
                    Say_NeedsLock('+', group);
                }
            }

            Groups.Add(leaderId);
            Say_NeedsLock('+', leaderId);
        }
    }

    /// <summary>A group has been killed; its number may become another's.</summary>
    public static void Forget(int leaderId)
    {
        lock (Sync)
        {
            if (Groups.Remove(leaderId))
            {
                Say_NeedsLock('-', leaderId);
            }
        }
    }

    private static void Say_NeedsLock(char change, int group)
    {
        try
        {
            s_shell?.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change} {group}"));
        }
        catch (IOException)
        {
            // The shell was killed; the next runner starts another.
        }
    }

    private static Process? Start()
    {
        IReadOnlyList<string> command = LaunchCommand.InOwnSession(Shell);
        ProcessStartInfo info = new(command[0]) { UseShellExecute = false, CreateNoWindow = true, RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (string argument in (string[])[.. command.Skip(1), "-c", Script, "sh", $"{RunnerMark.Variable}={RunnerMark.OfDaemon}"])
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        try
        {
            Process shell = Process.Start(info)!;
            shell.StandardInput.AutoFlush = true;
            return shell;
        }
        catch (Win32Exception)
        {
            // A system without a shell: the parent-death signal and the end of stdin have to do.
            return null;
        }
    }
}
