using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class HalfCloseTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_client_that_sends_no_more_counts_as_there_for_a_moment_and_then_as_gone()
    {
        using CancellationTokenSource sendsNoMore = new();
        DefaultConnectionContext connection = new() { ConnectionClosed = sendsNoMore.Token };
        TaskCompletionSource answered = new();
        Task handling = new HalfClose(_time).Guard(_ => answered.Task)(connection);

        await sendsNoMore.CancelAsync();

        connection.ConnectionClosed.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(HalfClose.Grace - TimeSpan.FromMilliseconds(1));
        connection.ConnectionClosed.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        connection.ConnectionClosed.IsCancellationRequested.ShouldBeTrue();
        answered.SetResult();
        await handling;
    }

    [Fact]
    public async Task A_client_that_goes_when_all_is_answered_disturbs_nobody()
    {
        using CancellationTokenSource sendsNoMore = new();
        DefaultConnectionContext connection = new() { ConnectionClosed = sendsNoMore.Token };

        await new HalfClose(_time).Guard(_ => Task.CompletedTask)(connection);

        await sendsNoMore.CancelAsync();
        _time.Advance(HalfClose.Grace);
    }
}
