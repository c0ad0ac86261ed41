using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerNoiseTests
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData("noise")]
    [InlineData("wrong-id")]
    [InlineData("megabyte-stderr")]
    [InlineData("stderr-without-end")]
    public async Task Whatever_else_a_runner_prints_its_answer_arrives(string fake)
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.ForecastAsync($$"""{"fake":"{{fake}}"}""");

        FakeRunnerHost.TextOf(reply).ShouldBe("""{"tag":"t","filler":""}""");
        reply.Attempts.ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task Noise_is_logged_for_those_who_debug()
    {
        await using FakeRunnerHost host = new();

        await host.ForecastAsync("""{"fake":"noise"}""");

        host.Logger.Text.ShouldContain("Debug 2008 Runner fake stdout noise: Loading weights...");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("""{"id":"ID","result":{"mean":[NaN]}}""")]
    [InlineData("""{"result":{"mean":[NaN]},"id":"ID"}""")]
    [InlineData("""{"id": "ID", "result": {"mean": [Infinity]}}""")]
    [InlineData("""{"id":"ID","result":{"fore""")]
    [InlineData("""{"id":"ID","result":{}}}""")]
    [InlineData("""{"id":"ID","result":{},"error":{"code":1,"message":"both"}}""")]
    [InlineData("""{"id":"ID"}""")]
    [InlineData("""{"id":"ID","error":{"code":"high"}}""")]
    [InlineData("""{"id":"ID","error":null}""")]
    [InlineData("""{"id":"ID","result":[1,2]}""")]
    [InlineData("""{"id":"ID","result":null}""")]
    [InlineData("""{"id":"ID","progress":{"completed":"many"}}""")]
    public async Task A_broken_answer_fails_its_own_request_and_nothing_else(string line)
    {
        await using FakeRunnerHost host = new();
        string options = $$"""{"fake":"raw","line":{{JsonEncodedTextOf(line + "\n")}}}""";

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync(options));
        await host.ForecastAsync();

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        host.Journal.Count(entry => entry == "start").ShouldBe(1);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("""{"result":{"a":"\"id\":\"7\""},"id":"ID"}""", """{"a":"\"id\":\"7\""}""")]
    [InlineData("""  { "id" : "ID" , "extra": [1,{"id":"5"}], "result" : { "a" : 1 } }  """, """{ "a" : 1 }""")]
    [InlineData("""{"id":ID,"result":{"a":1}}""", """{"a":1}""")]
    public async Task Valid_answers_of_any_shape_are_understood(string line, string expected)
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.ForecastAsync($$"""{"fake":"raw","line":{{JsonEncodedTextOf(line + "\r\n")}}}""");

        FakeRunnerHost.TextOf(reply).ShouldBe(expected);
    }

    [Fact(Timeout = Timeout)]
    public async Task Half_a_line_before_the_end_is_a_crash()
    {
        await using FakeRunnerHost host = new();

        RunnerReply reply = await host.ForecastAsync("""{"fake":"half-line","until_start":1}""");

        reply.Attempts.ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task An_answer_that_is_too_long_fails_its_request_alone()
    {
        await using FakeRunnerHost host = new(new RunnerPolicy { MaxLineBytes = 1_000_000 });
        Task<RunnerReply> other = await host.BeginAsync("""{"fake":"ignore-cancel"}""");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync("""{"answer_bytes":3000000}"""));
        await host.ForecastAsync();

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        other.IsCompleted.ShouldBeFalse();
        host.Journal.Count(entry => entry == "start").ShouldBe(1);
    }

    [Fact(Timeout = Timeout)]
    public async Task An_answer_without_end_fails_its_request_and_after_a_while_costs_the_process_its_life()
    {
        WatchedTime time = new();
        RunnerPolicy policy = new() { MaxLineBytes = 1_000_000 };
        await using FakeRunnerHost host = new(policy, time);
        string start = JsonEncodedTextOf("""{"id":"ID","result":{"mean":[""");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync($$"""{"fake":"endless-line","line":{{start}}}"""));
        Task<RunnerReply> other = host.ForecastAsync();
        await time.FireAsync(policy.LongLinePatience);
        await time.FireAsync(policy.BackoffMin);
        await other;

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe("Runner 'fake' answered with a line of more than 1000000 bytes.");
        host.Journal.Count(entry => entry == "start").ShouldBe(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task Noise_without_end_follows_the_rule_for_crashes()
    {
        await using FakeRunnerHost host = new(new RunnerPolicy { MaxLineBytes = 1_000_000 });

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync("""{"fake":"endless-line"}"""));

        error.Code.ShouldBe(ErrorCode.RunnerFailed);
        error.Message.ShouldContain("sent a line of more than 1000000 bytes");
        host.Journal.Count(entry => entry == "forecast").ShouldBe(2);
    }

    private static string JsonEncodedTextOf(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
