using System.Runtime.InteropServices;

namespace Tollama.Daemon.Runners;

/// <summary>The signals that .NET cannot send: a polite request to end, and any signal to a process group.</summary>
internal static partial class PosixSignals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM to a process and, if it leads one, to its group; does nothing on Windows, which has no such thing.</summary>
    public static void Terminate(int processId, bool leadsGroup)
    {
        if (!OperatingSystem.IsWindows() && !(leadsGroup && kill(-processId, SigTerm) == 0))
        {
            // Immediately after the fork a process does not lead its group yet.
            _ = kill(processId, SigTerm);
        }
    }

    /// <summary>Kills what is left of a process group, also after its leader has ended; its number is not given to anything else while a member lives.</summary>
    public static void KillGroup(int leaderId)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = kill(-leaderId, SigKill);
        }
    }

    /// <summary>Kills a process.</summary>
    public static void Kill(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = kill(processId, SigKill);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
