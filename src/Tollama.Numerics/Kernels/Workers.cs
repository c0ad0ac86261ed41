namespace Tollama.Numerics.Kernels;

/// <summary>Shares the chunks of a computation among threads.</summary>
/// <remarks>
/// The calling thread takes part; the others come from the thread pool for one computation and go back. Nobody spins, and the caller waits
/// only for chunks that have begun: where the machine is busy it does the work alone. What a chunk computes must not depend on who runs it.
/// </remarks>
/// <param name="threads">How many threads compute at once, the caller among them; at least 1.</param>
public sealed class Workers(int threads)
{
    private static Workers _current = new(Environment.ProcessorCount);

    /// <summary>The calling thread alone.</summary>
    public static Workers Single { get; } = new(1);

    /// <summary>The threads of this process: one for each core, unless <see cref="Use"/> chose otherwise.</summary>
    public static Workers Current => Volatile.Read(ref _current);

    /// <summary>How many threads compute at once.</summary>
    public int Threads { get; } = threads >= 1 ? threads : throw new ArgumentOutOfRangeException(nameof(threads), threads, "At least 1.");

    /// <summary>Makes these the workers of the process. Once, at the start.</summary>
    /// <param name="workers">The workers.</param>
    public static void Use(Workers workers) => Volatile.Write(ref _current, workers);

    /// <summary>
    /// Runs all chunks and returns when they have ended. Allocates nothing where one thread computes and the work is a struct.
    /// </summary>
    /// <typeparam name="TWork">The computation.</typeparam>
    /// <param name="chunks">How many chunks; 0 does nothing.</param>
    /// <param name="work">The computation; copied, if it is a struct.</param>
    /// <param name="cancellationToken">Looked at before each chunk.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the last chunk began.</exception>
    /// <remarks>The first exception of a chunk is thrown here; chunks that had not begun by then do not run.</remarks>
    public void Run<TWork>(int chunks, TWork work, CancellationToken cancellationToken = default)
        where TWork : IChunkedWork
    {
        int helpers = Math.Min(Threads, chunks) - 1;
        if (helpers <= 0)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work.Run(chunk);
            }

            return;
        }

        ChunkedJob<TWork> job = new(chunks, work, cancellationToken);
        for (int helper = 0; helper < helpers; helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        }

        job.TakePart();
        job.Await();
    }

    /// <summary>Runs a function for all chunks and returns when they have ended.</summary>
    /// <param name="chunks">How many chunks; 0 does nothing.</param>
    /// <param name="body">The computation of one chunk.</param>
    /// <param name="cancellationToken">Looked at before each chunk.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the last chunk began.</exception>
    /// <remarks>The first exception of a chunk is thrown here; chunks that had not begun by then do not run.</remarks>
    public void Run(int chunks, Action<int> body, CancellationToken cancellationToken = default) =>
        Run(chunks, new DelegatedWork(body), cancellationToken);
}
