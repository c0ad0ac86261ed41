using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>Time that stands still, and tells when somebody starts to wait for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of exactly this length exists, then lets it fire.</summary>
    public async Task FireAsync(TimeSpan dueTime)
    {
        while (await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken) != dueTime)
        {
        }

        Advance(dueTime);
    }
}
