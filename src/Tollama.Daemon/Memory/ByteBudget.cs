namespace Tollama.Daemon.Memory;

/// <summary>An amount of memory that many share. Who needs more than is there gets none.</summary>
/// <param name="total">The bytes to share.</param>
internal sealed class ByteBudget(long total)
{
    private readonly Lock _lock = new();
    private long _used;

    /// <summary>The bytes that are in use.</summary>
    internal long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Takes bytes if they are there now.</summary>
    /// <returns>False if they are not; nothing was taken then.</returns>
    internal bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_used + bytes > total)
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    /// <summary>Gives bytes back that <see cref="TryTake"/> took.</summary>
    internal void Return(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
        }
    }
}
