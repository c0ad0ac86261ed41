using System.Runtime.ExceptionServices;

namespace Tollama.Numerics.Kernels;

/// <summary>One computation under way: who takes part draws chunk after chunk.</summary>
internal sealed class ChunkedJob<TWork> : IThreadPoolWorkItem
    where TWork : IChunkedWork
{
    private readonly object _ended = new();
    private readonly int _chunks;
    private readonly TWork _work;
    private readonly CancellationToken _cancellationToken;
    private int _next;
    private int _pending;
    private ExceptionDispatchInfo? _failure;

    public ChunkedJob(int chunks, TWork work, CancellationToken cancellationToken)
    {
        _chunks = chunks;
        _pending = chunks;
        _work = work;
        _cancellationToken = cancellationToken;
    }

    void IThreadPoolWorkItem.Execute() => TakePart();

    /// <summary>Runs chunks until none is left.</summary>
    public void TakePart()
    {
        while (Interlocked.Increment(ref _next) - 1 is int chunk && chunk < _chunks)
        {
            if (Volatile.Read(ref _failure) is null)
            {
                Attempt(chunk);
            }

            if (Interlocked.Decrement(ref _pending) == 0)
            {
                lock (_ended)
                {
                    Monitor.PulseAll(_ended);
                }
            }
        }
    }

    /// <summary>Waits for the chunks of the others and throws what one of them threw.</summary>
    public void Await()
    {
        lock (_ended)
        {
            while (Volatile.Read(ref _pending) > 0)
            {
                Monitor.Wait(_ended);
            }
        }

        _failure?.Throw();
    }

    private void Attempt(int chunk)
    {
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _work.Run(chunk);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }
}
