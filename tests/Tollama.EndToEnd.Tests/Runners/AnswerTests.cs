using System.Globalization;
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
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3]}],"forecasts":[{"id":"a","mean":[4,5,6]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3],"mean":[4,5,6]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3],"quantiles":{"0.1":[1,2,3],"0.1":[0,0,0]}}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3]},{"id":"a","mean":[4,5,6]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3]}],"errors":[{"id":"a","code":"RUNNER_FAILED","message":"m"}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3]},{"id":"z","mean":[1,2,3]}]}}""")]
    [InlineData("""{"id":"ID","result":{"model":"other","forecasts":[{"id":"a","mean":[1,2,3]}]}}""")]
    [InlineData("""{"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3]}],"usage":{"context_used":-1}}}""")]
    public async Task An_answer_of_the_wrong_shape_is_502_and_not_500(string line)
    {
        Reply reply = await daemon.Raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line + "\n").ToJsonString()}"));

        reply.ShouldBeError(502);
    }

    [Fact]
    public async Task A_null_anywhere_in_an_answer_is_passed_over_or_502()
    {
        const string Whole = """
            {"id":"ID","result":{"forecasts":[{"id":"a","mean":[1,2,3],"quantiles":{"0.1":[1,2,3]},"method":"m","warnings":["w"]}],"errors":[{"id":"b","code":"RUNNER_FAILED","message":"m"}],
             "warnings":["w"],"usage":{"runner":"r","device":"cpu","context_used":1,"context_truncated":false}}}
            """;
        foreach (string kind in (string[])["null", "[]", "{}", "\"x\"", "-1", "[null]", "true"])
        {
            foreach (string line in Mutations(JsonNode.Parse(Whole)!, JsonNode.Parse(kind)))
            {
                Reply reply = await daemon.Raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line + "\n").ToJsonString()}"));
                reply.Status.ShouldBeOneOf([200, 502], $"{line}\n{reply.Text}");
            }
        }
    }

    [Theory]
    [InlineData("UNAUTHORIZED")]
    [InlineData("INTERNAL")]
    [InlineData("INSUFFICIENT_STORAGE")]
    [InlineData("MODEL_NOT_FOUND")]
    public async Task A_runner_cannot_speak_for_the_daemon(string code)
    {
        string line = $$$"""{"id":"ID","result":{"forecasts":[],"errors":[{"id":"a","code":"{{{code}}}","message":"m"}]}}""" + "\n";

        Reply reply = await daemon.Raw.PostAsync("api/forecast", Bodies.Fake("raw", options: $",\"line\":{JsonValue.Create(line).ToJsonString()}"));

        reply.ShouldBeError(502, "RUNNER_FAILED").Text("error").ShouldContain(code);
        reply.Headers.WwwAuthenticate.ShouldBeEmpty();
    }

    [Fact]
    public async Task Noise_and_floods_of_a_runner_do_no_harm()
    {
        foreach (string fake in (string[])["noise", "megabyte-stderr", "stderr-without-end", "wrong-id", "slow-progress"])
        {
            (await daemon.Raw.PostAsync("api/forecast", Bodies.Fake(fake))).ShouldBeSuccess();
        }
    }

    /// <summary>The answer with another value in each of its places, one at a time, other than those that the daemon needs to know whose answer it is.</summary>
    private static IEnumerable<string> Mutations(JsonNode whole, JsonNode? value)
    {
        foreach (string path in Places(whole["result"]!, "result"))
        {
            JsonNode copy = whole.DeepClone();
            JsonNode parent = copy;
            string[] steps = path.Split('/');
            foreach (string step in steps[..^1])
            {
                parent = parent is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : parent[step]!;
            }

            if (parent is JsonArray array)
            {
                array[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value?.DeepClone();
            }
            else
            {
                parent[steps[^1]] = value?.DeepClone();
            }

            yield return copy.ToJsonString();
        }
    }

    private static IEnumerable<string> Places(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value!, $"{path}/{member.Key}")).Prepend(path),
        JsonArray items => items.SelectMany((item, index) => Places(item!, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"))).Prepend(path),
        _ => [path],
    };
}
