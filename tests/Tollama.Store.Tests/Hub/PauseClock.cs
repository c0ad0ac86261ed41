using System.Collections.Concurrent;

namespace Tollama.Store.Tests.Hub;

/// <summary>A clock on which every pause is over at once and is remembered.</summary>
internal sealed class PauseClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _pauses = new();

    /// <summary>The pauses longer than nothing, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            _pauses.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new PastTimer();
    }

    private sealed class PastTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
