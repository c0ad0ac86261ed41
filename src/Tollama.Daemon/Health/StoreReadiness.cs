using Tollama.Store;

namespace Tollama.Daemon.Health;

/// <summary>Whether the store can be used, for those who ask often: it is looked at once a second at the most, and nobody waits long for a disk that hangs.</summary>
/// <param name="check">Looks at the store; writes to it, and may hang as long as its disk does.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreReadiness(Func<StoreHealth> check, TimeProvider time)
{
    /// <summary>How long what was found is told again.</summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>How long one who asks waits.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<StoreHealth>? _check;
    private long _begun;

    internal async Task<StoreHealth> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Current().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new StoreHealth { Readable = false, Writable = false, FreeBytes = 0, Error = $"the disk of the model store has not answered for {Patience.TotalSeconds:0} s" };
        }
    }

    // A check that hangs is not begun a second time: one thread waits for the disk, not one for each probe.
    private Task<StoreHealth> Current()
    {
        lock (_lock)
        {
            if (_check is null || (_check.IsCompleted && time.GetElapsedTime(_begun) >= MaxAge))
            {
                _begun = time.GetTimestamp();
                _check = Task.Run(check);
            }

            return _check;
        }
    }
}
