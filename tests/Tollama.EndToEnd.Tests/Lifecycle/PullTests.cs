using System.Text.Json;
using System.Text.RegularExpressions;
using Tollama.Core.Api;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

[Collection<SharedDaemonTests>]
public sealed partial class PullTests(SharedDaemon daemon)
{
    [Fact]
    public async Task A_pull_tells_its_steps_line_by_line()
    {
        Reply reply = await daemon.Raw.PostAsync("api/pull", """{"model":"naive"}""");

        reply.ShouldBeSuccess().ContentType.ShouldBe("application/x-ndjson");
        // Of what was not there before a line says the beginning, too; another test may have pulled it.
        string[] statuses = [.. reply.Lines.Select(line => Digits().Replace(line.Text("status"), "<12hex>")).Distinct()];
        statuses.ShouldBe(["pulling manifest", "pulling <12hex>", "verifying sha256 digest", "writing manifest", "success"]);
        reply.Lines.ShouldAllBe(line => line.Text("model") == "naive");
        JsonElement blob = reply.Lines.Last(line => line.Has("completed"));
        blob.Text("digest").ShouldStartWith("sha256:");
        blob.Text("digest")["sha256:".Length..].ShouldBeDigest();
        blob.GetProperty("completed").GetInt64().ShouldBe(blob.GetProperty("total").GetInt64());
        JsonElement last = reply.Lines[^1];
        last.GetProperty("done").GetBoolean().ShouldBeTrue();
        last.GetProperty("manifest").Text("name").ShouldBe("naive");
    }

    [Fact]
    public async Task A_pull_without_a_stream_answers_the_manifest_and_success()
    {
        Reply reply = await daemon.Raw.PostAsync("api/pull", """{"name":"naive","stream":false}""");

        JsonElement json = reply.ShouldBeSuccess().Json;
        reply.ContentType.ShouldBe("application/json");
        json.Text("status").ShouldBe("success");
        json.Text("name").ShouldBe("naive");
        json.Text("family").ShouldBe("stats");
        json.GetProperty("license").Text("type").ShouldBe("MIT");
        json.Text("digest").ShouldStartWith("sha256:");
    }

    [Fact]
    public async Task A_model_that_is_pulled_again_is_the_same_model()
    {
        await daemon.PullAsync("mock");
        string first = await DigestAsync();

        await daemon.PullAsync("mock");

        (await DigestAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task The_older_route_of_pulls_answers_the_manifest()
    {
        Reply reply = await daemon.Raw.PostAsync("v1/models/pull", """{"name":"naive","accept_license":false}""");

        reply.ShouldBeSuccess().Json.Text("name").ShouldBe("naive");
    }

    [Fact]
    public async Task An_unknown_model_is_404_before_the_first_line_and_names_near_ones()
    {
        JsonElement error = (await daemon.Raw.PostAsync("api/pull", """{"model":"thetta"}""")).ShouldBeError(404, "MODEL_NOT_FOUND");

        error.Text("error").ShouldContain("not found");
        (error.Text("error") + (error.Has("hint") ? error.Text("hint") : "")).ShouldContain("theta");
    }

    [Fact]
    public async Task A_bad_name_is_400() =>
        (await daemon.Raw.PostAsync("api/pull", """{"model":"../etc/passwd"}""")).ShouldBeError(400, "INVALID_NAME");

    [Theory]
    [InlineData("chronos2")]
    [InlineData("timesfm2p5")]
    [InlineData("granite-ttm-r2")]
    public async Task A_model_of_the_hub_is_not_downloaded_offline(string model)
    {
        JsonElement error = (await daemon.Raw.PostAsync("api/pull", $$"""{"model":"{{model}}","accept_license":true}""")).ShouldBeError(503, "OFFLINE");

        error.Text("error").ShouldContain("TOLLAMA_OFFLINE");
        error.Text("hint").ShouldContain("tollama import");
    }

    [Fact]
    public async Task The_client_reads_progress_as_it_comes()
    {
        List<string?> statuses = [];
        await foreach (PullProgress line in daemon.Client.PullAsync(new PullRequest { Model = "drift" }, TestContext.Current.CancellationToken))
        {
            statuses.Add(line.Status);
        }

        statuses[^1].ShouldBe("success");
    }

    private async Task<string> DigestAsync() =>
        (await daemon.Raw.PostAsync("api/show", """{"model":"mock"}""")).Json.Text("digest");

    [GeneratedRegex("[0-9a-f]{12}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
