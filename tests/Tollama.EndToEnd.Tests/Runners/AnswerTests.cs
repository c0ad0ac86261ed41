using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class AnswerTests(FakeRunnerDaemon daemon) : IClassFixture<FakeRunnerDaemon>
{
    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("null")]
    public async Task A_number_that_is_none_never_leaves_the_daemon(string number)
    {
        string line = $$$"""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,{{{number}}},3],"quantiles":{}}]}}""" + "\n";

        Reply reply = await daemon.Raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line).ToJsonString()}"));

        reply.Status.ShouldBeOneOf(200, 502);
        if (reply.Status == 502)
        {
            reply.ShouldBeError(502);
            return;
        }

        JsonElement answer = reply.ShouldBeSuccess().Json;
        answer.GetProperty("forecasts")[0].GetProperty("mean")[1].ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("warnings").GetArrayLength().ShouldBePositive();
    }

    [Theory]
    [InlineData("""{"id":"ID","result":{}}""")]
    [InlineData("""{"id":"ID","result":[]}""")]
    [InlineData("""{"id":"ID","result":null}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"other","mean":[1,2,3]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":["1","2","3"]}]}}""")]
    [InlineData("""{"id":"ID","error":{"code":-32000,"message":"no luck"}}""")]
    public async Task An_answer_of_the_wrong_shape_is_502_and_not_500(string line)
    {
        Reply reply = await daemon.Raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line + "\n").ToJsonString()}"));

        reply.ShouldBeError(502);
    }

    [Fact]
    public async Task Noise_and_floods_of_a_runner_do_no_harm()
    {
        foreach (string fake in (string[])["noise", "megabyte-stderr", "stderr-without-end", "wrong-id", "slow-progress"])
        {
            (await daemon.Raw.PostAsync("api/forecast", Bodies.Fake(fake))).ShouldBeSuccess();
        }
    }
}
