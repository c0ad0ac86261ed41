using Tollama.Soak.Clients;
using Tollama.Soak.Faults;
using Tollama.Soak.Operations;
using Tollama.Soak.Reports;

namespace Tollama.Soak.Rounds;

/// <summary>Lets all clients work through their part of the plan while faults happen at moments of the plan.</summary>
internal sealed class RoundRunner(IReadOnlyList<SoakClient> clients, Tally tally)
{
    private const int OperationsOfAClient = 120;
    private const int LeastFaults = 3;
    private const int MostFaults = 9;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private int _done;

    /// <summary>Runs a round; ends it early, with what is under way, when its time is over.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="seed">The seed of its plan.</param>
    /// <param name="timeIsOver">Cancelled when the soak is to end.</param>
    public async Task RunAsync(RoundKind kind, int seed, CancellationToken timeIsOver)
    {
        Random random = new(seed);
        _done = 0;
        Task[] work = [.. clients.Select(client => WorkAsync(client, kind, new Random(random.Next()), timeIsOver))];
        Task faults = kind.Faults.Count == 0 ? Task.CompletedTask : FaultsAsync(kind, random, Task.WhenAll(work));
        await Task.WhenAll([.. work, faults]);
    }

    private async Task WorkAsync(SoakClient client, RoundKind kind, Random random, CancellationToken timeIsOver)
    {
        client.Round = kind;
        for (int operation = 0; operation < OperationsOfAClient && !timeIsOver.IsCancellationRequested; operation++)
        {
            // Seeds of its own, so that what one operation draws changes nothing of the next.
            await AllOperations.Choose(new Random(random.Next())).RunAsync(client, new Random(random.Next()), CancellationToken.None);
            Interlocked.Increment(ref _done);
        }
    }

    private async Task FaultsAsync(RoundKind kind, Random random, Task work)
    {
        int[] moments = [.. Enumerable.Range(0, random.Next(LeastFaults, MostFaults)).Select(_ => random.Next(clients.Count * OperationsOfAClient * 9 / 10)).Order()];
        foreach (int moment in moments)
        {
            Fault fault = kind.Faults[random.Next(kind.Faults.Count)];
            Random choices = new(random.Next());
            while (Volatile.Read(ref _done) < moment && !work.IsCompleted)
            {
                await Task.Delay(BetweenLooks);
            }

            if (work.IsCompleted)
            {
                return;
            }

            tally.CountFault(fault.Name);
            await fault.RunAsync(choices, CancellationToken.None);
        }
    }
}
