using Microsoft.Extensions.Time.Testing;

namespace Tollama.Store.Tests.Hub;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(1000, 100)]
    [InlineData(1_000_000, 100_000)]
    [InlineData(long.MaxValue, 1 << 20)]
    public void A_portion_is_a_tenth_of_a_seconds_worth(long bytesPerSecond, int portion) => new RateLimit(bytesPerSecond, _time).Portion.ShouldBe(portion);

    [Fact]
    public void A_wait_ends_when_its_bytes_are_within_the_rate()
    {
        RateLimit limit = new(1000, _time);
        Task wait = limit.WaitAsync(500, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(499));
        wait.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        wait.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Connections_share_the_rate()
    {
        RateLimit limit = new(1000, _time);
        Task[] waits = [.. Enumerable.Range(0, 4).Select(_ => limit.WaitAsync(250, TestContext.Current.CancellationToken))];
        for (int done = 0; done <= 4; done++)
        {
            waits.Count(wait => wait.IsCompleted).ShouldBe(done);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    [Fact]
    public void Idle_time_is_not_saved_up()
    {
        RateLimit limit = new(1000, _time);
        _time.Advance(TimeSpan.FromMinutes(5));
        Task wait = limit.WaitAsync(1000, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        wait.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        wait.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Time_that_was_spent_reading_counts()
    {
        RateLimit limit = new(1000, _time);
        Task first = limit.WaitAsync(1000, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(1000));
        first.IsCompletedSuccessfully.ShouldBeTrue();
        Task next = limit.WaitAsync(100, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        next.IsCompletedSuccessfully.ShouldBeTrue("1100 bytes in 1100 milliseconds");
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait()
    {
        RateLimit limit = new(1, _time);
        using CancellationTokenSource leaving = new();
        Task wait = limit.WaitAsync(1000, leaving.Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
    }
}
