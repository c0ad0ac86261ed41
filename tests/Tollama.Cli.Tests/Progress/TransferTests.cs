using Microsoft.Extensions.Time.Testing;
using Tollama.Cli.Progress;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Progress;

public sealed class TransferTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Transfer _transfer;

    public TransferTests() => _transfer = new Transfer("pulling 0123456789ab", _time);

    [Fact]
    public void What_was_there_before_does_not_count_for_the_speed()
    {
        At(0, 900);
        _transfer.BytesPerSecond().ShouldBeNull();
        At(2, 920);

        _transfer.BytesPerSecond().ShouldBe(10);
        _transfer.Percent.ShouldBe(92);
    }

    [Fact]
    public void Bytes_never_fall_and_no_number_means_none()
    {
        At(0, null);
        _transfer.Completed.ShouldBe(0);
        At(1, 500);
        At(1, 300);
        At(1, null);

        _transfer.Completed.ShouldBe(500);
    }

    [Fact]
    public void The_speed_is_that_of_the_last_seconds_and_falls_in_a_stall()
    {
        At(0, 0);
        for (int second = 1; second <= 30; second++)
        {
            At(1, second * (second <= 15 ? 10 : 20));
        }

        _transfer.BytesPerSecond().ShouldBe(20);
        _time.Advance(TimeSpan.FromSeconds(10));
        _transfer.BytesPerSecond().ShouldBe(10);
    }

    private void At(int secondsLater, long? completed)
    {
        _time.Advance(TimeSpan.FromSeconds(secondsLater));
        _transfer.Update(new PullProgress { Status = _transfer.Status, Total = 1000, Completed = completed });
    }
}
