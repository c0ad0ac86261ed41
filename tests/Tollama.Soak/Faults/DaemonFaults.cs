using Tollama.Soak.Daemons;
using Tollama.Soak.Reports;

namespace Tollama.Soak.Faults;

/// <summary>Daemons that end, politely or not, and the next one on the same home.</summary>
internal static class DaemonFaults
{
    public static IReadOnlyList<Fault> Kills(DaemonUnderTest daemon) =>
    [
        new("daemon killed", async (_, _) =>
        {
            await daemon.KillAsync();
            await daemon.StartAsync();
        }),
    ];

    public static IReadOnlyList<Fault> Terminations(DaemonUnderTest daemon, Tally tally) =>
    [
        new("daemon terminated", async (_, _) =>
        {
            await TerminateAsync(daemon, tally);
            await daemon.StartAsync();
        }),
    ];

    /// <summary>Ends the daemon politely; anything but exit code 0 is a violation.</summary>
    public static async Task TerminateAsync(DaemonUnderTest daemon, Tally tally)
    {
        int code = await daemon.TerminateAsync();
        if (code != 0)
        {
            tally.Violate("SIGTERM", $"the daemon ended with {code}. Its log:\n{string.Join('\n', daemon.Log.Tail)}");
        }
    }
}
