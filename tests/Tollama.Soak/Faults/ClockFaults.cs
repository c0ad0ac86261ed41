using Tollama.Soak.Daemons;
using Tollama.Soak.Reports;

namespace Tollama.Soak.Faults;

/// <summary>A clock of the day that steps, for the daemon alone: libfaketime is loaded into it, and its monotonic clock is left as it is.</summary>
internal static class ClockFaults
{
    private const int MostHours = 48;
    private const int Steps = 6;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    public static IReadOnlyList<Fault> All(DaemonUnderTest daemon, SoakHome home, Tally tally) =>
    [
        new("clock steps back and forth", async (random, _) =>
        {
            daemon.StepClock(TimeSpan.Zero);
            await DaemonFaults.TerminateAsync(daemon, home, tally);
            await daemon.StartAsync(withSteppedClock: true);
            for (int step = 0; step < Steps; step++)
            {
                daemon.StepClock(TimeSpan.FromHours(random.Next(-MostHours, MostHours)));
                await Task.Delay(Between, CancellationToken.None);
            }

            daemon.StepClock(TimeSpan.Zero);
            await DaemonFaults.TerminateAsync(daemon, home, tally);
            await daemon.StartAsync();
        }),
    ];
}
