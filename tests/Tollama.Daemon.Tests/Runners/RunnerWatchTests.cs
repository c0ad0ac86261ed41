using System.Net.Sockets;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerWatchTests
{
    private const int Timeout = 60_000;
    private const long Mebibyte = 1 << 20;
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(3);

    private readonly WatchedTime _time = new();

    [Fact(Timeout = Timeout)]
    public async Task A_process_without_requests_is_ended_politely_and_started_again_with_its_models()
    {
        RunnerPolicy policy = new() { BreakerFailures = 1 };
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(policy, _time, null, launch => launch with { StopWhenIdle = IdleTime }, beacon.Argument);
        await host.LoadAsync("a");
        using TcpClient process = await beacon.AcceptAsync();

        _time.Advance(IdleTime - policy.WatchInterval);
        await host.ForecastAsync(model: "a");
        _time.Advance(IdleTime - policy.WatchInterval);
        host.Supervisor.State.IsAlive.ShouldBeTrue();
        _time.Advance(2 * policy.WatchInterval);
        await Beacon.EndOfAsync(process);
        host.Supervisor.State.IsAlive.ShouldBeFalse();
        RunnerReply reply = await host.ForecastAsync(model: "a");

        reply.Attempts.ShouldBe(1);
        host.Journal.Where(line => line != "ping").ShouldBe(["start", "hello", "load a", "forecast", "eof", "start", "hello", "load a", "forecast"]);
        host.Supervisor.State.BreakerOpenUntil.ShouldBeNull();
        host.Logger.Text.ShouldNotContain("Warning");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_process_that_works_is_not_ended_however_long_it_takes()
    {
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, _time, null, launch => launch with { StopWhenIdle = IdleTime });
        using CancellationTokenSource leave = new();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang"}""", cancellationToken: leave.Token);

        _time.Advance(3 * IdleTime);

        host.Supervisor.State.IsAlive.ShouldBeTrue();
        reply.IsCompleted.ShouldBeFalse();
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reply);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_process_that_keeps_much_memory_while_idle_is_replaced_when_it_is_needed()
    {
        RunnerPolicy policy = new() { BreakerFailures = 1, Memory = new MemoryLimits { IdleFactor = 1.2, IdleAllowance = 50 * Mebibyte, MaxBytes = null } };
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(policy, _time, null, beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();
        _time.Advance(10 * policy.WatchInterval);
        host.Supervisor.State.IsAlive.ShouldBeTrue();

        await host.ForecastAsync("""{"fake":"grow","count":300}""");
        _time.Advance(10 * policy.WatchInterval);
        await Beacon.EndOfAsync(process);
        await host.ForecastAsync();

        host.Logger.Text.ShouldContain("MiB of memory while idle and is ended until it is needed");
        host.Journal.Where(line => line != "ping").ShouldBe(["start", "hello", "forecast", "forecast", "eof", "start", "hello", "forecast"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_request_that_alone_takes_too_much_memory_is_told_so_and_not_tried_again()
    {
        RunnerPolicy policy = new() { BreakerFailures = 1, Memory = new MemoryLimits { MaxBytes = 250 * Mebibyte } };
        await using FakeRunnerHost host = new(policy, _time);
        await host.ForecastAsync();
        Task<RunnerReply> reply = await host.BeginGrownAsync(500);

        _time.Advance(policy.WatchInterval);
        TollamaException error = await Should.ThrowAsync<TollamaException>(reply);
        await host.ForecastAsync();

        error.Code.ShouldBe(ErrorCode.InsufficientMemory);
        error.Message.ShouldBe("Runner 'fake' took more than 250 MiB of memory and was killed.");
        host.Journal.Count(line => line == "forecast").ShouldBe(3);
        host.Supervisor.State.BreakerOpenUntil.ShouldBeNull();
    }

    [Fact(Timeout = Timeout)]
    public async Task Where_several_took_too_much_memory_together_each_is_tried_again()
    {
        RunnerPolicy policy = new() { Memory = new MemoryLimits { MaxBytes = 250 * Mebibyte } };
        await using FakeRunnerHost host = new(policy, _time);
        Task<RunnerReply> other = await host.BeginAsync("""{"fake":"hang","until_start":1}""");
        Task<RunnerReply> big = await host.BeginGrownAsync(500);

        _time.Advance(policy.WatchInterval);

        (await other).Attempts.ShouldBe(2);
        (await big).Attempts.ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_is_remembered_starts_no_process_and_is_loaded_on_each()
    {
        await using FakeRunnerHost host = new();
        host.Supervisor.Remember(new ModelLoad(new LoadParams { Model = "a", Family = "fake" }));
        host.Journal.ShouldBeEmpty();

        await host.ForecastAsync(model: "a");
        host.Supervisor.Remember(new ModelLoad(new LoadParams { Model = "b", Family = "fake" }));
        await host.ForecastAsync(model: "b");

        host.Journal.ShouldBe(["start", "hello", "load a", "forecast", "forecast", "load b", "forecast"]);
    }
}
