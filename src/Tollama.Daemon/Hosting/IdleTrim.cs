namespace Tollama.Daemon.Hosting;

/// <summary>Gives memory back to the system when the daemon has had nothing to do for a moment.</summary>
/// <remarks>
/// After a burst of large requests the heap keeps its size, since the collector has no reason to run while nothing is allocated. One compacting
/// collection in a quiet moment costs some milliseconds and nobody's time. It takes place once after a burst, and only if the burst was worth it.
/// </remarks>
internal sealed class IdleTrim : IDisposable
{
    /// <summary>How long nothing was done.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Fewer allocated bytes than these since the last time are not worth a collection.</summary>
    internal const long WorthwhileBytes = 16L << 20;

    private readonly TimeProvider _time;
    private readonly Func<long> _allocated;
    private readonly Action _collect;
    private readonly ITimer _timer;
    private long _lastWork;
    private long _trimmedAt;
    private int _isArmed;

    internal IdleTrim(TimeProvider time, Func<long> allocated, Action collect)
    {
        _time = time;
        _allocated = allocated;
        _collect = collect;
        _timer = time.CreateTimer(static self => ((IdleTrim)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal static IdleTrim OfThisProcess(TimeProvider time) => new(
        time,
        () => GC.GetTotalAllocatedBytes(precise: false),
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>A request has ended.</summary>
    internal void Note()
    {
        Volatile.Write(ref _lastWork, _time.GetTimestamp());
        if (Interlocked.Exchange(ref _isArmed, 1) == 0)
        {
            _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan quiet = _time.GetElapsedTime(Volatile.Read(ref _lastWork));
        if (quiet < Quiet)
        {
            _timer.Change(Quiet - quiet, Timeout.InfiniteTimeSpan);
            return;
        }

        Interlocked.Exchange(ref _isArmed, 0);
        if (_allocated() - _trimmedAt >= WorthwhileBytes)
        {
            _collect();
            _trimmedAt = _allocated();
        }
    }
}
