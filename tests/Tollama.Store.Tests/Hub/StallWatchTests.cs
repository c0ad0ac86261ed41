using Microsoft.Extensions.Time.Testing;

namespace Tollama.Store.Tests.Hub;

public sealed class StallWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Silence_is_a_stall_after_the_patience_and_not_before()
    {
        using StallWatch watch = new(Patience, _time, CancellationToken.None);
        _time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        watch.SignOfLife();
        _time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        watch.Token.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        watch.HasStalled.ShouldBeTrue();
        watch.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_slow_disk_is_no_silent_hub()
    {
        using StallWatch watch = new(Patience, _time, CancellationToken.None);
        watch.Rest();
        _time.Advance(TimeSpan.FromHours(1));
        watch.HasStalled.ShouldBeFalse();
        watch.SignOfLife();
        _time.Advance(Patience);
        watch.HasStalled.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_has_not_met_a_stall()
    {
        using CancellationTokenSource leaving = new();
        using StallWatch watch = new(Patience, _time, leaving.Token);
        await leaving.CancelAsync();
        watch.Token.IsCancellationRequested.ShouldBeTrue();
        _time.Advance(Patience);
        watch.HasStalled.ShouldBeFalse();
    }
}
