using System.Globalization;

namespace Tollama.Daemon.Runners;

/// <summary>Makes Linux choose runners before the daemon when memory is exhausted: a runner can be started again.</summary>
internal static class VictimOrder
{
    private const int ScoreAboveDaemon = 500;
    private const int HighestScore = 1000;

    /// <summary>Puts a process before the daemon. Does nothing where there is no such order.</summary>
    public static void PutFirst(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            int own = int.Parse(File.ReadAllText("/proc/self/oom_score_adj"), CultureInfo.InvariantCulture);
            int score = Math.Min(own + ScoreAboveDaemon, HighestScore);
            File.WriteAllText($"/proc/{processId}/oom_score_adj", score.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            // The process has ended already, or the system does not let its processes choose.
        }
    }
}
