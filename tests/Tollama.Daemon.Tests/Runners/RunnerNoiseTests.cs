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
    [InlineData("""{"id":"ID","result":{"mean":[NaN]}}""", "the line is no JSON: at byte 29 stands 'NaN]}}', and JSON has no NaN and no Infinity")]
    [InlineData("""{"result":{"mean":[NaN]},"id":"ID"}""", "stands 'NaN]")]
    [InlineData("""{"id": "ID", "result": {"mean": [Infinity]}}""", "JSON has no NaN and no Infinity")]
    [InlineData("""{"id":"ID","result":{"fore""", "the line is no JSON: ")]
    [InlineData("""{"id":"ID","result":{}}}""", "the line is no JSON: at byte 23 stands '}'")]
    [InlineData("""{"id":"ID","result":{},"error":{"code":1,"message":"both"}}""", "the line has result and error of result, error and progress; it must have exactly one")]
    [InlineData("""{"id":"ID","result":{},"result":{}}""", "result stands twice")]
    [InlineData("""{"id":"ID","result":{},"id":"ID"}""", "id stands twice")]
    [InlineData("""{"id":"ID"}""", "the line has none of result, error and progress; it must have exactly one")]
    [InlineData("""{"id":"ID","error":{"code":true,"message":"high"}}""", "error.code is true; it must be a whole number or a text")]
    [InlineData("""{"id":"ID","error":{"code":-1.5,"message":"high"}}""", "error.code is -1.5; it must be a whole number or a text")]
    [InlineData("""{"id":"ID","error":{"code":"high"}}""", "error.message is missing")]
    [InlineData("""{"id":"ID","error":{"code":1,"message":["no"]}}""", "error.message is an array; it must be a text")]
    [InlineData("""{"id":"ID","error":{"code":1,"message":"m","data":{"a":{"b":1,"b":2}}}}""", "error.data.a.b stands twice")]
    [InlineData("""{"id":"ID","error":"no"}""", "error is the text 'no'; it must be an object")]
    [InlineData("""{"id":"ID","error":null}""", "the line has none of")]
    [InlineData("""{"id":"ID","result":[1,2]}""", "result is not an object")]
    [InlineData("""{"id":"ID","result":null}""", "the line has none of")]
    [InlineData("""{"id":"ID","progress":{"completed":"many"}}""", "progress.completed is the text 'many'; it must be a whole number, 0 or more")]
    [InlineData("""{"id":"ID","progress":{"completed":-1,"total":2}}""", "progress.completed is -1; it must be a whole number, 0 or more")]
    [InlineData("""{"id":"ID","progress":{"completed":3,"total":2}}""", "progress.completed is more than progress.total")]
    public async Task A_broken_answer_fails_its_own_request_and_nothing_else(string line, string told)
    {
        await using FakeRunnerHost host = new();
        string options = $$"""{"fake":"raw","line":{{JsonEncodedTextOf(line + "\n")}}}""";

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync(options));
        await host.ForecastAsync();

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldContain(told);
        host.Journal.Count(entry => entry == "start").ShouldBe(1);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("METHOD_NOT_FOUND", ErrorCode.RunnerProtocol)]
    [InlineData("BAD_REQUEST", ErrorCode.InvalidRequest)]
    [InlineData("OUT_OF_LUCK", ErrorCode.RunnerFailed)]
    public async Task A_runner_may_have_names_for_its_codes(string code, ErrorCode told)
    {
        await using FakeRunnerHost host = new();
        string line = JsonEncodedTextOf($$$"""{"id":"ID","result":null,"error":{"code":"{{{code}}}","message":"the moon"}}""" + "\n");

        TollamaException error = await Should.ThrowAsync<TollamaException>(() => host.ForecastAsync($$"""{"fake":"raw","line":{{line}}}"""));

        error.Code.ShouldBe(told);
        error.Message.ShouldContain("the moon");
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
