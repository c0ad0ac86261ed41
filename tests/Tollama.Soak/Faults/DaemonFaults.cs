using System.Diagnostics;
using Tollama.Soak.Daemons;
using Tollama.Soak.Reports;

namespace Tollama.Soak.Faults;

/// <summary>Daemons that end, politely or not, and the next one on the same home.</summary>
internal static class DaemonFaults
{
    private static readonly TimeSpan OrphanBound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static IReadOnlyList<Fault> Kills(DaemonUnderTest daemon, SoakHome home, Tally tally) =>
    [
        new("daemon killed", async (_, _) =>
        {
            await daemon.KillAsync();
            await FindOrphansAsync(home, tally, "daemon killed");
            await daemon.StartAsync();
        }),
    ];

    public static IReadOnlyList<Fault> Terminations(DaemonUnderTest daemon, SoakHome home, Tally tally) =>
    [
        new("daemon terminated", async (_, _) =>
        {
            await TerminateAsync(daemon, home, tally);
            await daemon.StartAsync();
        }),
    ];

    /// <summary>Ends the daemon politely; anything but exit code 0 is a violation.</summary>
    public static async Task TerminateAsync(DaemonUnderTest daemon, SoakHome home, Tally tally)
    {
        int code = await daemon.TerminateAsync();
        if (code != 0)
        {
            tally.Violate("SIGTERM", $"the daemon ended with {code}. Its log:\n{string.Join('\n', daemon.Log.Tail)}");
        }

        await FindOrphansAsync(home, tally, "daemon terminated");
    }

    // No daemon runs: whatever has the soak's environment was started by one that is gone.
    private static async Task FindOrphansAsync(SoakHome home, Tally tally, string where)
    {
        long started = Stopwatch.GetTimestamp();
        while (ProcessFacts.WithEnvironment("TMPDIR=" + home.Temporary) is { Count: > 0 } left)
        {
            if (Stopwatch.GetElapsedTime(started) > OrphanBound)
            {
                foreach (int orphan in left)
                {
                    tally.Violate(where, $"process {orphan} is left: {ProcessFacts.CommandLine(orphan)}");
                    Signals.Send(orphan, "KILL");
                }

                return;
            }

            await Task.Delay(BetweenLooks);
        }
    }
}
