namespace Tollama.Runner;

/// <summary>The threads of the pool.</summary>
internal static class RunnerThreads
{
    /// <summary>Has the pool start a thread at once for each request that may run, where it would otherwise wait half a second for others to end.</summary>
    /// <remarks>So a small forecast does not wait for a thread while long ones compute. The processors share the threads fairly; idle ones end.</remarks>
    /// <param name="requests">How many requests run at the same time.</param>
    public static void Prepare(int requests)
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);

        // The parts of a forecast that runs on all processors, and the answers, need some beside those of the requests.
        ThreadPool.SetMinThreads(Math.Max(workers, requests + Environment.ProcessorCount + 1), ports);
    }
}
