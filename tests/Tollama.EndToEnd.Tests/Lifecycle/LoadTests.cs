using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

[Collection<SharedDaemonTests>]
public sealed class LoadTests(SharedDaemon daemon)
{
    [Theory]
    [InlineData("api/load")]
    [InlineData("api/generate")]
    [InlineData("api/chat")]
    public async Task A_request_without_a_prompt_loads(string path)
    {
        await UnloadedAsync();

        JsonElement answer = (await daemon.Raw.PostAsync(path, """{"model":"mock"}""")).ShouldBeSuccess().Json;

        answer.Text("model").ShouldBe("mock");
        answer.GetProperty("done").GetBoolean().ShouldBeTrue();
        answer.Text("done_reason").ShouldBe("load");
        answer.Text("created_at").ShouldNotBeEmpty();
        (await RowAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("api/unload", "")]
    [InlineData("api/generate", ",\"keep_alive\":0")]
    [InlineData("api/chat", ",\"keep_alive\":0,\"messages\":[]")]
    public async Task Unloading_is_said_in_three_ways(string path, string more)
    {
        await UnloadedAsync();
        (await daemon.Raw.PostAsync("api/load", """{"model":"mock"}""")).ShouldBeSuccess();

        JsonElement answer = (await daemon.Raw.PostAsync(path, $$"""{"model":"mock"{{more}}}""")).ShouldBeSuccess().Json;

        answer.Text("done_reason").ShouldBe("unload");
        (await RowAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("api/generate", ",\"prompt\":\"why is the sky blue\"", "generate")]
    [InlineData("api/chat", ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]", "chat")]
    public async Task A_prompt_is_refused_with_a_pointer_to_forecasts(string path, string more, string what)
    {
        await daemon.PullAsync("mock");

        JsonElement error = (await daemon.Raw.PostAsync(path, $$"""{"model":"mock"{{more}}}""")).ShouldBeError(400);

        error.Text("error").ShouldBe($"\"mock\" does not support {what}");
        error.Text("hint").ShouldContain("/api/forecast");
    }

    [Fact]
    public async Task Ps_shows_a_loaded_model_with_its_true_size_and_process()
    {
        await UnloadedAsync();
        (await daemon.Raw.PostAsync("api/load", """{"model":"mock"}""")).ShouldBeSuccess();

        JsonElement row = (await RowAsync()).ShouldNotBeNull();

        row.Text("model").ShouldBe("mock");
        row.Text("digest").ShouldBeDigest();
        row.GetProperty("size").GetInt64().ShouldBeGreaterThan(1 << 20);
        row.GetProperty("size_vram").GetInt64().ShouldBe(0);
        row.GetProperty("context_length").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        row.Text("state").ShouldBe("ready");
        row.GetProperty("active").GetInt32().ShouldBe(0);
        row.GetProperty("queued").GetInt32().ShouldBe(0);
        row.GetProperty("details").Text("family").ShouldBe("mock");
    }

    private async Task UnloadedAsync()
    {
        await daemon.PullAsync("mock");
        (await daemon.Raw.PostAsync("api/unload", """{"model":"mock"}""")).ShouldBeSuccess();
    }

    private async Task<JsonElement?> RowAsync() =>
        (await daemon.Raw.GetAsync("api/ps")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray()
            .Select(row => (JsonElement?)row).SingleOrDefault(row => row!.Value.Text("name") == "mock");
}
