using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerSupervisorTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task A_forecast_returns_the_bytes_of_the_result_as_they_were_sent()
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.ForecastAsync(tag: "été");

        FakeRunnerHost.TextOf(reply).ShouldBe("""{"tag":"été","filler":""}""");
        reply.RunnerName.ShouldBe("fake");
        reply.Attempts.ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task Nothing_is_started_before_the_first_request_and_one_process_serves_all()
    {
        await using FakeRunnerHost host = new();
        host.Supervisor.State.IsAlive.ShouldBeFalse();
        host.Journal.ShouldBeEmpty();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.ForecastAsync()));

        host.Journal.Count(line => line == "start").ShouldBe(1);
        RunnerState state = host.Supervisor.State;
        state.IsAlive.ShouldBeTrue();
        state.Restarts.ShouldBe(0);
        state.InFlight.ShouldBe(0);
        state.Pid.ShouldNotBeNull();
        state.ResidentBytes.ShouldBeGreaterThan(1_000_000);
        state.Hello!.Version.ShouldBe("1.2.3");
    }

    [Fact(Timeout = Timeout)]
    public async Task Answers_are_matched_by_id_whatever_their_order()
    {
        await using FakeRunnerHost host = new();
        using CancellationTokenSource stop = new();
        Task<RunnerReply> slow = await host.BeginAsync("""{"fake":"hang"}""", cancellationToken: stop.Token);

        string[] tags = [.. Enumerable.Range(0, 50).Select(i => $"tag-{i}")];
        RunnerReply[] replies = await Task.WhenAll(tags.Select(tag => host.ForecastAsync(tag: tag)));

        replies.Select(FakeRunnerHost.TextOf).ShouldBe(tags.Select(tag => $$"""{"tag":"{{tag}}","filler":""}"""));
        slow.IsCompleted.ShouldBeFalse();
        host.Supervisor.State.InFlight.ShouldBe(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(slow);
    }

    [Fact(Timeout = Timeout)]
    public async Task Progress_is_passed_on_in_order_and_before_the_answer()
    {
        await using FakeRunnerHost host = new();
        List<int> completed = [];

        await host.Supervisor.ForecastAsync(
            FakeRunnerHost.Call("""{"fake":"slow-progress"}""", progress: notice => completed.Add(notice.Completed)), TestContext.Current.CancellationToken);

        completed.ShouldBe([1, 2, 3]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_listener_that_throws_costs_nobody_the_answer()
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.Supervisor.ForecastAsync(
            FakeRunnerHost.Call("""{"fake":"slow-progress"}""", progress: _ => throw new InvalidOperationException("no")), TestContext.Current.CancellationToken);

        reply.Attempts.ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_request_id_travels_with_the_request()
    {
        await using FakeRunnerHost host = new();

        await host.ForecastAsync(requestId: "req-\"1\"");

        host.Journal.ShouldContain("forecast req-\"1\"");
    }

    [Fact(Timeout = Timeout)]
    public async Task The_child_sees_the_environment_it_was_given_and_nothing_else()
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.ForecastAsync("""{"fake":"environment"}""");

        string names = string.Join(',', host.Launch.Environment.Keys.Append(RunnerMark.Variable).Order(StringComparer.Ordinal));
        FakeRunnerHost.TextOf(reply).ShouldBe($$"""{"tag":"{{names}}"}""");
    }

    [Fact(Timeout = Timeout)]
    public async Task Five_megabytes_both_ways_at_once_do_not_block()
    {
        await using FakeRunnerHost host = new();
        string tag = new('b', 5_000_000);

        RunnerReply[] replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ForecastAsync(tag: tag)));

        replies.ShouldAllBe(reply => reply.ResultJson.Length == tag.Length + """{"tag":"","filler":""}""".Length);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_does_not_read_does_not_hold_up_the_sender()
    {
        WatchedTime time = new();
        TimeSpan timeout = TimeSpan.FromSeconds(77);
        await using FakeRunnerHost host = new(time: time);
        await host.DeafenAsync();

        Task<RunnerReply> reply = host.ForecastAsync(tag: new string('b', 5_000_000), timeout: timeout);
        await time.FireAsync(timeout);
        TollamaException error = await Should.ThrowAsync<TollamaException>(reply);

        error.Code.ShouldBe(ErrorCode.Timeout);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_load_says_what_was_loaded_and_an_unload_is_passed_on()
    {
        await using FakeRunnerHost host = new();

        LoadResult result = await host.LoadAsync("a");
        host.Supervisor.State.Models.ShouldBe(["a"]);
        await host.Supervisor.UnloadAsync("a", TestContext.Current.CancellationToken);

        result.ContextLength.ShouldBe(512);
        host.Journal.ShouldBe(["start", "hello", "load a", "unload a"]);
        host.Supervisor.State.Models.ShouldBeEmpty();
    }

    [Fact(Timeout = Timeout)]
    public async Task An_unload_is_not_sent_to_a_runner_that_does_not_know_it()
    {
        await using FakeRunnerHost host = new(script: "--capabilities=hello,load,forecast");

        await host.LoadAsync("a");
        await host.Supervisor.UnloadAsync("a", TestContext.Current.CancellationToken);

        host.Journal.ShouldBe(["start", "hello", "load a"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_the_runner_cannot_load_is_an_error_with_its_words()
    {
        await using FakeRunnerHost host = new(script: "--load=error");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.LoadAsync("a"));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain("no such weights");
        host.Supervisor.State.Models.ShouldBeEmpty();
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_the_runner_has_dropped_is_loaded_again_once()
    {
        await using FakeRunnerHost host = new();
        await host.LoadAsync("a");
        RunnerCall forgetting = new()
        {
            Model = "a",
            Parameters = FakeRunnerHost.Raw("""{"model":"a","forget_after":true}"""),
        };
        await host.Supervisor.ForecastAsync(forgetting, TestContext.Current.CancellationToken);

        RunnerReply reply = await host.ForecastAsync(model: "a");

        reply.Attempts.ShouldBe(1);
        host.Journal.ShouldBe(["start", "hello", "load a", "forecast", "forecast", "load a", "forecast"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_was_never_loaded_is_an_error()
    {
        await using FakeRunnerHost host = new();

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync(model: "nobody"));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain("nobody");
    }

    [Theory(Timeout = Timeout)]
    [InlineData(-32602, ErrorCode.InvalidRequest)]
    [InlineData(-32002, ErrorCode.SeriesNotForecastable)]
    [InlineData(-32601, ErrorCode.RunnerProtocol)]
    [InlineData(-32600, ErrorCode.RunnerProtocol)]
    [InlineData(-32603, ErrorCode.RunnerFailed)]
    [InlineData(-32001, ErrorCode.RunnerFailed)]
    [InlineData(-32000, ErrorCode.RunnerFailed)]
    [InlineData(-32099, ErrorCode.RunnerFailed)]
    public async Task An_error_of_the_runner_has_its_code_and_the_process_lives_on(int code, ErrorCode expected)
    {
        await using FakeRunnerHost host = new();

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync($$"""{"fake":"error","code":{{code}}}"""));
        await host.ForecastAsync();

        error.Code.ShouldBe(expected);
        error.Message.ShouldContain("as it was asked for");
        host.Journal.Count(line => line == "start").ShouldBe(1);
    }
}
