using System.Diagnostics;
using System.Net.Sockets;
using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerCrashTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task A_request_whose_process_crashes_is_sent_once_more_after_the_models_were_loaded_again()
    {
        await using FakeRunnerHost host = new();
        await host.LoadAsync("a");

        RunnerReply reply = await host.ForecastAsync("""{"fake":"crash","until_start":1}""", model: "a");

        reply.Attempts.ShouldBe(2);
        host.Journal.ShouldBe(["start", "hello", "load a", "forecast", "start", "hello", "load a", "forecast"]);
        host.Supervisor.State.Restarts.ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_second_crash_is_an_error_with_exit_code_and_last_words()
    {
        await using FakeRunnerHost host = new();

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync("""{"fake":"crash"}"""));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldBe("Runner 'fake' exited with code 3; the request was tried on 2 processes.");
        error.Hint.ShouldBe("Last stderr: about to crash");
        host.Journal.Count(line => line == "forecast").ShouldBe(2);
        host.Logger.Text.ShouldContain("Warning 2002 Runner 'fake' exited with code 3. Last stderr: about to crash");
    }

    [Fact(Timeout = Timeout)]
    public async Task Kill_9_in_the_middle_of_a_forecast_costs_one_retry()
    {
        await using FakeRunnerHost host = new();
        Task<RunnerReply> reply = await host.BeginAsync("""{"fake":"hang","until_start":1}""");

        Process.GetProcessById(host.Supervisor.State.Pid!.Value).Kill();

        (await reply).Attempts.ShouldBe(2);
        host.Journal.Count(line => line == "forecast").ShouldBe(2);
        host.Logger.Text.ShouldContain("exited with code 137");
    }

    [Fact(Timeout = Timeout)]
    public async Task All_requests_in_flight_are_retried_on_the_same_fresh_process()
    {
        await using FakeRunnerHost host = new();
        Task<RunnerReply>[] waiting = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.BeginAsync("""{"fake":"hang","until_start":1}""")));

        await host.ForecastAsync("""{"fake":"crash","until_start":1}""");
        RunnerReply[] replies = await Task.WhenAll(waiting);

        replies.ShouldAllBe(reply => reply.Attempts == 2);
        host.Journal.Count(line => line == "start").ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task After_a_crash_between_requests_a_fresh_process_answers()
    {
        using Beacon beacon = new();
        await using FakeRunnerHost host = new(script: beacon.Argument);
        await host.ForecastAsync();
        using TcpClient process = await beacon.AcceptAsync();

        Process.GetProcessById(host.Supervisor.State.Pid!.Value).Kill();
        await Beacon.EndOfAsync(process);
        await host.ForecastAsync();

        host.Journal.Count(line => line == "start").ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_cannot_be_loaded_again_fails_its_own_requests_only()
    {
        await using FakeRunnerHost host = new(script: "--load=error-again");
        await host.LoadAsync("a");

        RunnerReply reply = await host.ForecastAsync("""{"fake":"crash","until_start":1}""");
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync(model: "a"));

        reply.Attempts.ShouldBe(2);
        error.Message.ShouldContain("no such weights");
        host.Logger.Text.ShouldContain("did not load model a again");
    }

    [Fact(Timeout = Timeout)]
    public async Task Files_are_looked_at_before_every_load_also_after_a_crash()
    {
        await using FakeRunnerHost host = new();
        int looks = 0;
        bool isDamaged = false;
        await host.LoadAsync("a", _ =>
        {
            looks++;
            return isDamaged ? Task.FromException(new TollamaException(ErrorCode.StoreUnavailable, "other bytes")) : Task.CompletedTask;
        });
        (await host.ForecastAsync("""{"fake":"crash","until_start":1}""", model: "a")).Attempts.ShouldBe(2);
        looks.ShouldBe(2);

        isDamaged = true;
        await host.ForecastAsync("""{"fake":"crash","until_start":2}""");
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync(model: "a"));

        error.Code.ShouldBe(ErrorCode.StoreUnavailable);
        host.Journal.Count(line => line == "load a").ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_crash_while_models_are_loaded_again_uses_up_the_retry()
    {
        await using FakeRunnerHost host = new(script: "--load=crash-again");
        await host.LoadAsync("a");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync("""{"fake":"crash"}""", model: "a"));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain("exited with code 8");
        error.Hint.ShouldBe("Last stderr: weights are gone");
    }

    [Fact(Timeout = Timeout)]
    public async Task Restarts_wait_longer_from_crash_to_crash()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { BreakerFailures = 100 };
        await using FakeRunnerHost host = new(policy, time);

        Task<RunnerReply> first = host.ForecastAsync("""{"fake":"crash"}""");
        await time.FireAsync(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<TollamaException>(first);
        Task<RunnerReply> second = host.ForecastAsync("""{"fake":"crash"}""");
        await time.FireAsync(TimeSpan.FromMilliseconds(200));
        await time.FireAsync(TimeSpan.FromMilliseconds(400));
        await Should.ThrowAsync<TollamaException>(second);

        host.Journal.Count(line => line == "start").ShouldBe(4);
    }

    [Fact(Timeout = Timeout)]
    public async Task Three_crashes_open_the_breaker_and_one_good_answer_closes_it()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time);
        await CrashThreeTimesAsync(host, time);

        TollamaException refused = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync());
        refused.Code.ShouldBe(ErrorCode.RunnerUnavailable);
        refused.RetryAfter.ShouldBe(policy.BreakerPause);
        refused.Hint.ShouldNotBeNull().ShouldContain("about to crash");
        host.Supervisor.State.BreakerOpenUntil.ShouldBe(time.GetUtcNow() + policy.BreakerPause);
        host.Journal.Count(line => line == "start").ShouldBe(3);

        time.Advance(policy.BreakerPause);
        (await host.ForecastAsync()).Attempts.ShouldBe(1);
        host.Supervisor.State.BreakerOpenUntil.ShouldBeNull();
        Task<RunnerReply> crash = host.ForecastAsync("""{"fake":"crash","until_start":4}""");
        await time.FireAsync(policy.BackoffMin * 8);
        (await crash).Attempts.ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_crash_on_probation_opens_the_breaker_again()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time);
        await CrashThreeTimesAsync(host, time);
        time.Advance(policy.BreakerPause);

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync("""{"fake":"crash"}"""));

        error.Code.ShouldBe(ErrorCode.RunnerUnavailable);
        host.Journal.Count(line => line == "start").ShouldBe(4);
    }

    [Fact(Timeout = Timeout)]
    public async Task An_idle_process_is_pinged_before_it_gets_work()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time);
        await host.ForecastAsync();

        time.Advance(policy.PingAfterIdle - TimeSpan.FromSeconds(1));
        await host.ForecastAsync();
        host.Journal.ShouldNotContain("ping");
        time.Advance(policy.PingAfterIdle);
        await Task.WhenAll(host.ForecastAsync(), host.ForecastAsync());

        host.Journal.Count(line => line == "ping").ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_process_that_hangs_while_idle_is_replaced_before_it_gets_work()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new();
        await using FakeRunnerHost host = new(policy, time, null, "--ping=silent");
        await host.ForecastAsync();
        time.Advance(policy.PingAfterIdle);

        Task<RunnerReply> reply = host.ForecastAsync();
        await time.FireAsync(policy.PingTimeout);
        await time.FireAsync(policy.BackoffMin);

        (await reply).Attempts.ShouldBe(1);
        host.Journal.Where(line => line != "cancel").ShouldBe(["start", "hello", "forecast", "ping", "start", "hello", "forecast"]);
    }

    private static async Task CrashThreeTimesAsync(FakeRunnerHost host, WatchedTime time)
    {
        Task<RunnerReply> first = host.ForecastAsync("""{"fake":"crash"}""");
        await time.FireAsync(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<TollamaException>(first);
        Task<RunnerReply> second = host.ForecastAsync("""{"fake":"crash"}""");
        await time.FireAsync(TimeSpan.FromMilliseconds(200));
        (await Should.ThrowAsync<TollamaException>(second)).Code.ShouldBe(ErrorCode.RunnerUnavailable);
    }
}
