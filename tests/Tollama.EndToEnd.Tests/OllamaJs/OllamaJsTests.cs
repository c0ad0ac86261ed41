using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.OllamaJs;

public sealed class OllamaJsTests : DaemonTest
{
    [Fact]
    public async Task The_official_client_works_unchanged()
    {
        DaemonProcess daemon = await StartAsync(new TestHome().WithLicensedModel("licensed"));

        IReadOnlyDictionary<string, JsonElement> steps = await OllamaJsClient.RunAsync(daemon.Address);

        Value(steps, "version").Text("version").ShouldNotBeEmpty();
        Value(steps, "list-empty").GetProperty("models").GetArrayLength().ShouldBe(0);
        Value(steps, "pull").Text("status").ShouldBe("success");
        Statuses(steps, "pull-stream")[0].ShouldBe("pulling manifest");
        Statuses(steps, "pull-stream")[^1].ShouldBe("success");
        Statuses(steps, "pull-insecure")[^1].ShouldBe("success");
        Value(steps, "list").GetProperty("models")[0].Text("name").ShouldBe("mock");
        Value(steps, "show").Text("license").ShouldStartWith("MIT");
        Value(steps, "load").Text("done_reason").ShouldBe("load");
        Value(steps, "ps").GetProperty("models")[0].Text("digest").ShouldBeDigest();
        Value(steps, "unload").Text("done_reason").ShouldBe("unload");
        Value(steps, "delete").Text("status").ShouldBe("success");
    }

    [Fact]
    public async Task The_official_client_shows_our_errors_with_their_status()
    {
        DaemonProcess daemon = await StartAsync(new TestHome().WithLicensedModel("licensed"));

        IReadOnlyDictionary<string, JsonElement> steps = await OllamaJsClient.RunAsync(daemon.Address);

        ShouldFail(steps, "show-missing", 404, "model 'nope' not found: it is not installed (tollama pull nope)");
        ShouldFail(steps, "pull-missing", 404, "model 'nope' not found");
        ShouldFail(steps, "delete-missing", 404, "model 'mock' not found");
        ShouldFail(steps, "pull-licensed", 409, "licence");
        ShouldFail(steps, "prompt", 400, "\"mock\" does not support chat");
        steps["pull-aborted"].Text("kind").ShouldBe("AbortError");
    }

    [Fact]
    public async Task A_pull_that_fails_on_the_way_is_told_by_the_client()
    {
        // Where the blobs belong lies a file: the pull begins well and cannot write.
        TestHome home = new();
        Directory.CreateDirectory(home.PathOf("models"));
        await File.WriteAllTextAsync(home.PathOf(Path.Join("models", "blobs")), "", TestContext.Current.CancellationToken);
        DaemonProcess daemon = await StartAsync(home);

        IReadOnlyDictionary<string, JsonElement> steps = await OllamaJsClient.RunAsync(daemon.Address, "pull-stream", "version");

        steps["pull-stream"].Text("failure").ShouldNotContain("[object Object]");
        steps["pull-stream"].Text("failure").ShouldContain("blobs");
        Value(steps, "version").Text("version").ShouldNotBeEmpty();
    }

    private static JsonElement Value(IReadOnlyDictionary<string, JsonElement> steps, string step)
    {
        steps[step].Has("value").ShouldBeTrue(steps[step].ToString());
        return steps[step].GetProperty("value");
    }

    private static string[] Statuses(IReadOnlyDictionary<string, JsonElement> steps, string step) =>
        [.. Value(steps, step).EnumerateArray().Select(status => status.GetString()!)];

    private static void ShouldFail(IReadOnlyDictionary<string, JsonElement> steps, string step, int status, string says)
    {
        steps[step].Has("failure").ShouldBeTrue(steps[step].ToString());
        steps[step].GetProperty("status").GetInt32().ShouldBe(status);
        steps[step].Text("failure").ShouldContain(says);
    }
}
