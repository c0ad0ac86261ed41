using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Nixtla;

/// <summary>What Nixtla's clients ask for and fetch later.</summary>
[Collection<SharedDaemonTests>]
public sealed class NixtlaJobTests(SharedDaemon daemon)
{
    private const string Body =
        """{"series":{"y":[1.0,2.0,3.0,4.0,1.0,2.0,3.0,4.0,1.0,2.0],"sizes":[6,4],"X":null,"X_future":null},"model":"theta","h":2,"freq":"D","level":[80]}""";

    [Fact]
    public async Task A_job_answers_what_the_route_answers_at_once()
    {
        JsonElement now = (await daemon.Raw.PostAsync("v2/forecast", Body)).ShouldBeSuccess().Json;

        JsonElement later = await ResultAsync("v2/forecast/async", "forecast", Body);

        later.GetProperty("mean").GetRawText().ShouldBe(now.GetProperty("mean").GetRawText());
        later.GetProperty("intervals").GetRawText().ShouldBe(now.GetProperty("intervals").GetRawText());
    }

    [Fact]
    public async Task Paths_are_those_of_a_forecast_with_the_same_seed()
    {
        string body = """{"series":{"y":[1.0,2.0,3.0,4.0,2.0,2.0,3.0,4.0],"sizes":[4,4],"X":null,"X_future":null},"model":"naive","h":3,"freq":"D","n_paths":4,"seed":7,"quantiles":null}""";

        JsonElement result = await ResultAsync("v2/simulate/async", "simulate", body);

        (result.GetProperty("n_paths").GetInt32(), result.GetProperty("h").GetInt32(), result.GetProperty("coupled").GetBoolean()).ShouldBe((4, 3, false));
        result.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32()).ShouldBe([3, 3]);
        double[] samples = [.. result.GetProperty("samples").EnumerateArray().Select(value => value.GetDouble())];
        samples.Length.ShouldBe(4 * 2 * 3);
        await daemon.PullAsync("naive");
        JsonElement forecasts = (await daemon.Raw.PostAsync(
            "v1/forecast", """{"model":"naive","horizon":3,"paths":4,"seed":7,"freq":"D","series":[{"id":"0","target":[1,2,3,4]},{"id":"1","target":[2,2,3,4]}]}""")).ShouldBeSuccess().Json;
        JsonElement[] paths = [.. forecasts.GetProperty("forecasts").EnumerateArray().Select(one => one.GetProperty("paths"))];
        samples.ShouldBe(Enumerable.Range(0, 4).SelectMany(path => paths.SelectMany(series => series[path].EnumerateArray())).Select(value => value.GetDouble()));
    }

    [Theory]
    [InlineData("v2/forecast/async", """{"series":{"y":[1.0],"sizes":[2]},"model":"theta","h":2,"freq":"D"}""", "sizes add up to 2")]
    [InlineData("v2/anomaly_detection/async", """{"series":{"y":[1.0,2.0],"sizes":[2]},"model":"theta","freq":"D","level":99}""", "detection_size is required")]
    [InlineData("v2/simulate/async", """{"series":{"y":[1.0,2.0],"sizes":[2]},"model":"theta","h":2,"n_paths":0,"freq":"D"}""", "n_paths must be from 1 to")]
    public async Task What_is_wrong_is_told_at_once(string path, string body, string says) =>
        (await daemon.Raw.PostAsync(path, body)).ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);

    [Fact]
    public async Task A_job_that_is_not_there_is_404()
    {
        (await daemon.Raw.GetAsync("v2/forecast/jobs/fc-0")).ShouldBeError(404, "REQUEST_NOT_FOUND");
        (await daemon.Raw.PostAsync("v2/async/jobs/fc-0/cancel", "")).ShouldBeError(404, "REQUEST_NOT_FOUND");
    }

    [Fact]
    public async Task A_job_that_ended_is_cancelled_in_vain()
    {
        string id = await SubmitAsync("v2/forecast/async", Body);
        await EndAsync("forecast", id);

        StatusOf(await daemon.Raw.PostAsync($"v2/async/jobs/{id}/cancel", "")).Text("status").ShouldBe("succeeded");
    }

    private async Task<JsonElement> ResultAsync(string path, string task, string body)
    {
        JsonElement end = await EndAsync(task, await SubmitAsync(path, body));
        end.Text("status").ShouldBe("succeeded", end.GetRawText());
        return end.GetProperty("result");
    }

    // The client looks for the error of a job, which is null where there is none.
    private static JsonElement StatusOf(Reply reply)
    {
        reply.Status.ShouldBe(200, reply.Text);
        reply.Json.TryGetProperty("error", out _).ShouldBeTrue();
        return reply.Json;
    }

    private async Task<string> SubmitAsync(string path, string body)
    {
        Reply reply = await daemon.Raw.PostAsync(path, body);
        reply.Status.ShouldBe(202, reply.Text);
        return reply.Json.Text("job_id");
    }

    private async Task<JsonElement> EndAsync(string task, string id)
    {
        for (; ; )
        {
            JsonElement status = StatusOf(await daemon.Raw.GetAsync($"v2/{task}/jobs/{id}"));
            if (status.Text("status") is not ("pending" or "running"))
            {
                return status;
            }

            await Task.Yield();
        }
    }
}
