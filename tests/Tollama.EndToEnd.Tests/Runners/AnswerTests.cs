using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Runners;

public sealed class AnswerTests : DaemonTest
{
    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("null")]
    public async Task A_number_that_is_none_never_leaves_the_daemon(string number)
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();
        string line = $$$"""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,{{{number}}},3],"quantiles":{}}]}}""" + "\n";

        Reply reply = await raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line).ToJsonString()}"));

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
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();

        Reply reply = await raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line + "\n").ToJsonString()}"));

        reply.ShouldBeError(502);
    }

    [Fact]
    public async Task Noise_and_floods_of_a_runner_do_no_harm()
    {
        DaemonProcess daemon = await StartWithFakeAsync([]);
        using RawClient raw = daemon.Connect();

        foreach (string fake in (string[])["noise", "megabyte-stderr", "stderr-without-end", "wrong-id", "slow-progress"])
        {
            (await raw.PostAsync("api/forecast", Bodies.Fake(fake))).ShouldBeSuccess();
        }
    }

    [Fact]
    public async Task The_example_in_python_is_pulled_and_run_like_any_model()
    {
        string? python = Programs.OnPath("python3");
        Assert.SkipWhen(python is null, "python3 is not installed");
        string script = Path.Join(Programs.Repository, "examples", "runners", "python", "last_value_runner.py");
        DaemonProcess daemon = await StartAsync(new TestHome().WithRunner("last-value", [python, script], "last-value"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/pull", """{"model":"last-value"}""")).ShouldBeSuccess();
        JsonElement answer = (await raw.PostAsync("v1/forecast", Bodies.Forecast("last-value", ",\"quantiles\":[0.1]"))).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].GetProperty("mean").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([2, 2, 2]);
        answer.GetProperty("usage").Text("runner").ShouldBe("last-value-runner");
        (await raw.GetAsync("api/ps")).Json.GetProperty("models")[0].Text("name").ShouldBe("last-value");
    }
}
