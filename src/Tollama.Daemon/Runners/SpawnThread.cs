using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tollama.Daemon.Runners;

/// <summary>The thread that starts all runner processes. It lives as long as the daemon does.</summary>
/// <remarks>
/// Linux sends a child its parent-death signal when the <em>thread</em> that started it ends, not when the process does. Threads of the pool come and
/// go; a runner started by one of them would be killed when the pool shrinks. Hence a thread of our own that never ends.
/// </remarks>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Work = Begin();

    /// <summary>Runs <paramref name="start"/> on the thread.</summary>
    public static Task<Process> RunAsync(Func<Process> start)
    {
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(start());
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Begin()
    {
        BlockingCollection<Action> work = [];
        Thread thread = new(() =>
        {
            foreach (Action action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        {
            IsBackground = true,
            Name = "runner spawner",
        };
        thread.Start();
        return work;
    }
}
