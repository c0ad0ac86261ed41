using System.Globalization;
using System.Text;

namespace Tollama.Daemon.Runners;

/// <summary>A variable in the environment of a runner, by which all that it starts is known: also what leaves its process group, as by <c>setsid</c>.</summary>
/// <remarks>
/// A program that clears the environment of what it starts, and lets it leave the group, escapes; the kernel could hold it only in a control group, which not
/// every user may make. Linux alone tells of the environment of processes.
/// </remarks>
internal static class RunnerMark
{
    /// <summary>The variable.</summary>
    public const string Variable = "RUNNER_OF_TOLLAMA";

    private const int Rounds = 3;

    private static int s_count;

    /// <summary>The beginning of every mark that this daemon gives.</summary>
    public static string OfDaemon { get; } = Guid.NewGuid().ToString("N");

    /// <summary>A mark that no other runner has.</summary>
    public static string Next() => string.Create(CultureInfo.InvariantCulture, $"{OfDaemon}-{Interlocked.Increment(ref s_count)}.");

    /// <summary>Kills every process that has a mark. Several times, because one may start another meanwhile.</summary>
    public static void KillAll(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        byte[] sought = Encoding.UTF8.GetBytes($"{Variable}={mark}");
        for (int round = 0; round < Rounds && KillOnce(sought); round++)
        {
            // Look again.
        }
    }

    private static bool KillOnce(byte[] sought)
    {
        bool any = false;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != Environment.ProcessId && Has(folder, sought))
            {
                PosixSignals.Kill(id);
                any = true;
            }
        }

        return any;
    }

    private static bool Has(string folder, byte[] sought)
    {
        try
        {
            return File.ReadAllBytes(Path.Join(folder, "environ")).AsSpan().IndexOf(sought) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }
}
