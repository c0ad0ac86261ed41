using Tollama.Soak.Daemons;

namespace Tollama.Soak.Faults;

/// <summary>Runners of the daemon that die or stand still.</summary>
internal static class RunnerFaults
{
    private const int LongestStopMilliseconds = 3000;

    public static IReadOnlyList<Fault> All(DaemonUnderTest daemon) =>
    [
        new("runner killed", (random, _) =>
        {
            Pick(daemon, random.Next(), id => Signals.Send(id, "KILL"));
            return Task.CompletedTask;
        }),
        new("runner stopped for a while", async (random, token) =>
        {
            int chosen = random.Next();
            TimeSpan time = TimeSpan.FromMilliseconds(random.Next(200, LongestStopMilliseconds));
            if (Pick(daemon, chosen, id => Signals.Send(id, "STOP")) is { } stopped)
            {
                await Task.Delay(time, CancellationToken.None);
                Signals.Send(stopped, "CONT");
            }
        }),
    ];

    // Only processes below the daemon of this soak, in the order of their command lines so that the same number means the same kind of runner.
    private static int? Pick(DaemonUnderTest daemon, int chosen, Action<int> act)
    {
        int[] runners = [.. ProcessFacts.Descendants(daemon.Id).Where(id => ProcessFacts.State(id) is not (null or 'Z')).OrderBy(ProcessFacts.CommandLine, StringComparer.Ordinal)];
        if (runners.Length == 0)
        {
            return null;
        }

        int runner = runners[chosen % runners.Length];
        act(runner);
        return runner;
    }
}
