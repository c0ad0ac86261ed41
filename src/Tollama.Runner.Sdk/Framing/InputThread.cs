namespace Tollama.Runner.Sdk;

/// <summary>The thread that reads the input.</summary>
/// <remarks>
/// Reading a pipe blocks a thread. A thread of the pool would be missing where the pool has one thread a processor: on one processor nothing else would run
/// until the pool has noticed and added a thread. On a thread of its own a cancel is also read and acknowledged while all threads of the pool compute.
/// </remarks>
internal static class InputThread
{
    /// <summary>Runs <paramref name="read"/> on a thread of its own.</summary>
    public static Task RunAsync(Action read)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                read();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = "runner input",
        };
        thread.Start();
        return done.Task;
    }
}
