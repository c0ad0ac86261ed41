using System.Text.Json;
using Tollama.Core.Api;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

[Collection<SharedDaemonTests>]
public sealed class IdentityTests(SharedDaemon daemon)
{
    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task The_root_says_who_runs_here(string method)
    {
        Reply reply = await daemon.Raw.SendAsync(new HttpMethod(method), "", null, null);

        reply.Status.ShouldBe(200);
        reply.Text.ShouldBe(method == "GET" ? "Tollama is running" : "");
        reply.Headers.Server.ToString().ShouldStartWith("tollama/");
    }

    [Fact]
    public async Task The_version_names_the_program_and_the_protocol()
    {
        VersionResponse version = await daemon.Client.VersionAsync(TestContext.Current.CancellationToken);

        version.Name.ShouldBe("tollama");
        version.Version.ShouldMatch(@"^\d+\.\d+\.\d+");
        version.Protocol.ShouldBe(1);
    }

    [Theory]
    [InlineData("v1/health")]
    [InlineData("health/live")]
    public async Task Health_is_ok(string path) => (await daemon.Raw.GetAsync(path)).ShouldBeSuccess().Text.ShouldBe("""{"status":"ok"}""");

    [Fact]
    public async Task Ready_tells_of_store_disk_queue_and_runners()
    {
        JsonElement ready = (await daemon.Raw.GetAsync("health/ready")).ShouldBeSuccess().Json;

        ready.Text("status").ShouldBe("ok");
        ready.Text("store").ShouldBe("ok");
        ready.GetProperty("disk_free").GetInt64().ShouldBePositive();
        ready.GetProperty("queue").GetInt32().ShouldBe(0);
        ready.GetProperty("runners").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Metrics_count_requests_and_errors_by_code()
    {
        await daemon.Raw.GetAsync("no/such/route");

        Reply metrics = await daemon.Raw.GetAsync("metrics");

        metrics.Status.ShouldBe(200);
        metrics.Text.ShouldContain("code=\"ROUTE_NOT_FOUND\"");
        metrics.Text.ShouldContain("tollama_request");
    }

    [Theory]
    [InlineData("HEAD", "api/version")]
    [InlineData("HEAD", "api/tags")]
    public async Task Head_is_answered_without_a_body(string method, string path)
    {
        Reply reply = await daemon.Raw.SendAsync(new HttpMethod(method), path, null, null);

        reply.Status.ShouldBe(200);
        reply.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_route_is_404_in_json()
    {
        JsonElement error = (await daemon.Raw.GetAsync("api/nope")).ShouldBeError(404, "ROUTE_NOT_FOUND");

        error.Text("error").ShouldContain("/api/nope");
    }

    [Fact]
    public async Task A_wrong_method_is_405_in_json_and_names_the_right_one()
    {
        Reply reply = await daemon.Raw.GetAsync("api/forecast");

        reply.ShouldBeError(405, "METHOD_NOT_ALLOWED").Text("error").ShouldContain("POST");
        reply.ContentHeaders.Allow.ShouldContain("POST");
    }

    [Fact]
    public async Task A_request_id_is_echoed_and_stands_in_errors()
    {
        Reply reply = await daemon.Raw.GetAsync("api/nope", ("X-Request-ID", "my-own-id"));

        reply.ShouldBeError(404).Text("request_id").ShouldBe("my-own-id");
    }

    [Fact]
    public async Task An_unprintable_request_id_is_replaced()
    {
        Reply reply = await daemon.Raw.GetAsync("api/version", ("X-Request-ID", "with blanks in it"));

        reply.Header("X-Request-ID").ShouldNotBeNullOrEmpty();
        reply.Header("X-Request-ID")!.ShouldNotContain(" ");
    }
}
