using System.Net.Sockets;
using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerCancelTests
{
    private const int Timeout = 60_000;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(77);

    [Fact(Timeout = Timeout)]
    public async Task A_caller_that_leaves_ends_the_work_and_the_process_lives_on()
    {
        await using FakeRunnerHost host = new();
        using CancellationTokenSource leave = new();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""", cancellationToken: leave.Token);

        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reply);
        await host.ForecastAsync();
        await host.Supervisor.StopAsync(TimeSpan.FromSeconds(5));

        host.Journal.ShouldBe(["start", "hello", "forecast", "cancel", "canceled", "forecast", "eof"], ignoreOrder: true);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_caller_that_has_left_before_is_not_served_at_all()
    {
        await using FakeRunnerHost host = new();
        await host.ForecastAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => host.ForecastAsync(cancellationToken: new CancellationToken(canceled: true)));

        host.Journal.Count(line => line == "forecast").ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_timeout_is_an_error_cancels_and_is_never_run_again()
    {
        WatchedTime time = new();
        await using FakeRunnerHost host = new(time: time);
        await host.ForecastAsync();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""", RequestTimeout);

        await time.FireAsync(RequestTimeout);
        TollamaException error = await Should.ThrowAsync<TollamaException>(reply);
        await host.ForecastAsync();
        await host.Supervisor.StopAsync(TimeSpan.FromSeconds(5));

        error.Code.ShouldBe(ErrorCode.Timeout);
        error.Message.ShouldBe("Runner 'fake' did not answer within 77 s; the request was cancelled.");
        host.Journal.Count(line => line == "forecast").ShouldBe(3);
        host.Journal.ShouldContain("canceled");
        host.Journal.Count(line => line == "start").ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_does_not_honour_cancel_is_killed_and_the_others_are_served_by_a_fresh_one()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(policy, time, null, beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        Task<RunnerReply> stuck = await host.BeginAsync("""{"fake":"ignore-cancel"}""", RequestTimeout);
        Task<RunnerReply> other = await host.BeginAsync("""{"fake":"hang","until_start":1}""");

        await time.FireAsync(RequestTimeout);
        (await Should.ThrowAsync<TollamaException>(stuck)).Code.ShouldBe(ErrorCode.Timeout);
        await time.FireAsync(policy.CancelGrace);
        await Beacon.EndOfAsync(process);
        RunnerReply reply = await other;

        reply.Attempts.ShouldBe(2);
        host.Logger.Text.ShouldContain("did not end a cancelled request and is killed");
        host.Journal.Count(line => line == "forecast").ShouldBe(4);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_time_of_a_cancelled_request_is_longer_where_many_share_the_processors()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { Processors = 2 };
        await using FakeRunnerHost host = new(policy, time);
        Task<RunnerReply> stuck = await host.BeginAsync("""{"fake":"ignore-cancel","until_start":1}""", RequestTimeout);
        Task<RunnerReply>[] others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.BeginAsync("""{"fake":"ignore-cancel","until_start":1}""")));

        await time.FireAsync(RequestTimeout);
        await Should.ThrowAsync<TollamaException>(stuck);
        await time.FireAsync(policy.CancelGrace * 3);
        RunnerReply[] replies = await Task.WhenAll(others);

        replies.ShouldAllBe(reply => reply.Attempts == 2);
        host.Logger.Text.ShouldContain("did not end a cancelled request and is killed");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_does_not_acknowledge_a_cancel_has_a_longer_time()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time, null, "--cancel=silent");
        Task<RunnerReply> stuck = await host.BeginAsync("""{"fake":"ignore-cancel"}""", RequestTimeout);
        Task<RunnerReply> other = await host.BeginAsync("""{"fake":"ignore-cancel","until_start":1}""");

        await time.FireAsync(RequestTimeout);
        await Should.ThrowAsync<TollamaException>(stuck);
        await time.FireAsync(policy.CancelPatience);

        (await other).Attempts.ShouldBe(2);
        host.Logger.Text.ShouldContain("did not acknowledge a cancel and is killed");
        host.Logger.Text.ShouldNotContain("did not end a cancelled request");
    }

    [Fact(Timeout = Timeout)]
    public async Task Kills_for_the_sake_of_cancelled_requests_neither_open_the_breaker_nor_use_up_the_retry_of_the_others()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { BreakerFailures = 1 };
        await using FakeRunnerHost host = new(policy, time);
        Task<RunnerReply> other = await host.BeginAsync("""{"fake":"ignore-cancel","until_start":3}""");

        for (int kill = 1; kill <= 3; kill++)
        {
            TimeSpan timeout = RequestTimeout + TimeSpan.FromSeconds(kill);
            Task<RunnerReply> stuck = await host.BeginAsync("""{"fake":"ignore-cancel"}""", timeout);
            await time.FireAsync(timeout);
            (await Should.ThrowAsync<TollamaException>(stuck)).Code.ShouldBe(ErrorCode.Timeout);
            await time.FireAsync(policy.CancelGrace);
        }

        (await other).Attempts.ShouldBe(4);
        host.Supervisor.State.BreakerOpenUntil.ShouldBeNull();
        host.Journal.Count(line => line == "start").ShouldBe(4);
    }

    [Fact]
    public void The_retries_are_bounded()
    {
        RunnerLostException killed = new("gone", "", LossCause.EndedByDaemon);
        Attempts attempts = new();

        Enumerable.Range(0, 5).Select(_ => attempts.MaySendAgainAfter(killed)).ShouldBe([true, true, true, false, false]);
        new Attempts().MaySendAgainAfter(new RunnerLostException("gone", "", LossCause.OverMemoryAlone)).ShouldBeFalse();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_without_cancel_may_finish_what_nobody_waits_for()
    {
        WatchedTime time = new();
        await using FakeRunnerHost host = new(time: time, script: "--capabilities=hello,load,forecast");
        using CancellationTokenSource leave = new();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""", cancellationToken: leave.Token);

        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reply);
        time.Advance(TimeSpan.FromMinutes(1));
        await host.ForecastAsync();

        host.Journal.ShouldBe(["start", "hello", "forecast", "forecast"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_without_cancel_is_killed_when_the_time_is_over()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(policy, time, null, "--capabilities=hello,load,forecast", beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""", RequestTimeout);

        await time.FireAsync(RequestTimeout);
        (await Should.ThrowAsync<TollamaException>(reply)).Code.ShouldBe(ErrorCode.Timeout);
        await time.FireAsync(policy.CancelGrace);

        await Beacon.EndOfAsync(process);
        host.Journal.ShouldNotContain("cancel");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_load_that_takes_too_long_is_a_timeout()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { LoadTimeout = RequestTimeout };
        await using FakeRunnerHost host = new(policy, time);
        await host.DeafenAsync();

        Task load = host.LoadAsync("a");
        await time.FireAsync(RequestTimeout);
        TollamaException error = await Should.ThrowAsync<TollamaException>(load);

        error.Code.ShouldBe(ErrorCode.Timeout);
        error.Message.ShouldContain("load model 'a'");
    }
}
