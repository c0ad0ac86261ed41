namespace Tollama.Runner.Sdk;

/// <summary>Gives memory back to the system when nothing was asked for a while: once in each such time.</summary>
internal sealed class IdleTrim : IDisposable
{
    /// <summary>How long nothing is asked before memory is given back.</summary>
    internal static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private int _running;

    /// <summary>Creates it; nothing is given back before the first request has ended.</summary>
    public IdleTrim(TimeProvider time, Action trim) => _timer = time.CreateTimer(_ => trim(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Collects all garbage and gives the memory to the system.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>A request begins.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (++_running == 1)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>A request has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (--_running == 0)
            {
                _timer.Change(IdleTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();
}
