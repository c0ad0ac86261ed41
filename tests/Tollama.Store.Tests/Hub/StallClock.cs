using Microsoft.Extensions.Time.Testing;

namespace Tollama.Store.Tests.Hub;

/// <summary>A clock that stands still and knows whether somebody waits for a silent hub.</summary>
/// <param name="patience">The time by which such a wait is known.</param>
internal sealed class StallClock(TimeSpan patience) : FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _arming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fired;

    /// <summary>Ends when somebody begins to wait for the hub, or begins anew after a sign of life.</summary>
    public Task NextWaitAsync()
    {
        lock (_lock)
        {
            return _arming.Task.WaitAsync(HubStore.Cancellation);
        }
    }

    /// <summary>Lets the time pass until one wait has been too long.</summary>
    public async Task StallAsync()
    {
        for (int before = Volatile.Read(ref _fired); Volatile.Read(ref _fired) == before;)
        {
            Task next = NextWaitAsync();
            Advance(patience);
            if (Volatile.Read(ref _fired) == before)
            {
                await next;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isWait = dueTime == patience;
        ITimer timer = base.CreateTimer(
            value =>
            {
                Interlocked.Add(ref _fired, isWait ? 1 : 0);
                callback(value);
            },
            state,
            dueTime,
            period);
        Tell(dueTime);
        return new WatchedTimer(timer, this);
    }

    private void Tell(TimeSpan dueTime)
    {
        lock (_lock)
        {
            if (dueTime == patience)
            {
                _arming.TrySetResult();
                _arming = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private sealed class WatchedTimer(ITimer timer, StallClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isChanged = timer.Change(dueTime, period);
            clock.Tell(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
