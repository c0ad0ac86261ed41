using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Security;

public sealed class AccessTests : DaemonTest
{
    [Fact]
    public async Task With_keys_only_health_is_open()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_API_KEYS", "first-key, second-key"));
        using RawClient anonymous = daemon.Connect();
        using RawClient known = daemon.Connect("second-key");
        using RawClient wrong = daemon.Connect("third-key");

        Reply refused = await anonymous.GetAsync("api/tags");
        refused.ShouldBeError(401, "UNAUTHORIZED");
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await wrong.GetAsync("api/tags")).ShouldBeError(401, "UNAUTHORIZED");
        (await known.GetAsync("api/tags")).ShouldBeSuccess();
        (await anonymous.GetAsync("api/tags", ("x-api-key", "first-key"))).ShouldBeSuccess();
        (await anonymous.GetAsync("health/live")).ShouldBeSuccess();
        (await anonymous.GetAsync("metrics")).ShouldBeError(401);
        daemon.Log.ShouldNotContain("first-key");
    }

    [Fact]
    public async Task A_foreign_host_header_is_refused_on_loopback()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_ALLOWED_HOSTS", "models.example.com"));
        using RawClient raw = daemon.Connect();

        (await raw.GetAsync("api/tags", ("Host", "evil.local"))).ShouldBeError(403, "HOST_NOT_ALLOWED");
        JsonElement error = (await raw.GetAsync("api/tags", ("Host", "evil.example.com"))).ShouldBeError(403, "HOST_NOT_ALLOWED");
        error.Text("error").ShouldContain("evil.example.com");
        error.Text("hint").ShouldContain("TOLLAMA_ALLOWED_HOSTS");
        foreach (string host in (string[])["localhost", "127.0.0.1:1234", "models.example.com", "box.localhost", "[::1]:11434"])
        {
            (await raw.GetAsync("api/tags", ("Host", host))).ShouldBeSuccess();
        }
    }

    [Fact]
    public async Task What_a_browser_sends_for_another_site_is_refused_and_a_link_to_the_first_page_is_not()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        Reply refused = await raw.GetAsync("api/outdated", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image"));
        refused.ShouldBeError(403, "ORIGIN_NOT_ALLOWED");
        refused.Header("X-Content-Type-Options").ShouldBe("nosniff");
        Reply page = await raw.GetAsync("", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
        (page.Status, page.Header("X-Content-Type-Options")).ShouldBe((200, "nosniff"));
    }

    [Fact]
    public async Task What_a_runner_wrote_and_where_it_lies_is_in_the_log_only_when_clients_have_keys()
    {
        const string Key = "a-key-of-some-length";
        DaemonProcess daemon = await StartAsync(new TestHome().WithFakeRunner([]), ("TOLLAMA_API_KEYS", Key));
        using RawClient raw = daemon.Connect(Key);
        (await raw.PostAsync("api/pull", """{"model":"fake","stream":false}""")).ShouldBeSuccess();

        JsonElement error = (await raw.PostAsync("api/forecast", Bodies.Fake("crash"))).ShouldBeError(502, "RUNNER_FAILED");

        error.GetRawText().ShouldNotContain("about to crash");
        error.GetRawText().ShouldNotContain(daemon.Home.Folder);
        error.Text("hint").ShouldContain("log");
        await Deadlines.UntilAsync(
            () => Task.FromResult(daemon.Log.Split('\n').Any(line =>
                line.Contains("about to crash", StringComparison.Ordinal) && line.Contains($"({error.Text("request_id")})", StringComparison.Ordinal))),
            "the log has it under the request's id");
    }

    [Fact]
    public async Task A_name_in_a_path_may_be_encoded()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""");
        (await raw.PostAsync("api/copy", """{"source":"mock","destination":"team/mock"}""")).ShouldBeSuccess();

        (await raw.GetAsync("v1/models/team%2Fmock")).ShouldBeSuccess().Json.Text("name").ShouldBe("team/mock");
        (await raw.GetAsync("v1/models/team%2fmock%3Alatest")).ShouldBeSuccess();
        (await raw.SendAsync(HttpMethod.Delete, "v1/models/team%252Fmock", null, null)).Status.ShouldBe(400, "decoded twice it would be another name");
        (await raw.SendAsync(HttpMethod.Delete, "v1/models/team%2Fmock", null, null)).ShouldBeSuccess();
        (await raw.GetAsync("v1/models/team/mock")).ShouldBeError(404);
    }

    [Fact]
    public async Task Foreign_origins_are_refused_and_told_why_local_and_listed_ones_are_not()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_ORIGINS", "https://app.example.com,null"));
        using RawClient raw = daemon.Connect();

        JsonElement error = (await raw.GetAsync("api/tags", ("Origin", "https://evil.example.com"))).ShouldBeError(403, "ORIGIN_NOT_ALLOWED");
        error.Text("error").ShouldBe("origin https://evil.example.com not allowed; set TOLLAMA_ORIGINS");
        (await raw.SendAsync(HttpMethod.Options, "api/forecast", null, null, ("Origin", "https://evil.example.com"))).ShouldBeError(403, "ORIGIN_NOT_ALLOWED");
        (await raw.GetAsync("api/tags", ("Origin", "http://localhost.evil.example.com"))).ShouldBeError(403);
        foreach (string origin in (string[])["http://localhost:3000", "https://127.0.0.1", "app://obsidian.md", "vscode-webview://x", "https://app.example.com", "null"])
        {
            Reply reply = await raw.GetAsync("api/tags", ("Origin", origin));
            reply.ShouldBeSuccess().Header("Access-Control-Allow-Origin").ShouldBe(origin);
        }
    }

    [Fact]
    public async Task A_preflight_is_answered_with_what_ollama_clients_send()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        Reply reply = await raw.SendAsync(
            HttpMethod.Options, "api/delete", null, null, ("Origin", "http://localhost:3000"), ("Access-Control-Request-Method", "DELETE"));

        reply.Status.ShouldBe(204);
        reply.Header("Access-Control-Allow-Methods")!.ShouldContain("DELETE");
        foreach (string header in (string[])["Authorization", "Content-Type", "User-Agent", "Accept", "X-Requested-With"])
        {
            reply.Header("Access-Control-Allow-Headers")!.ShouldContain(header);
        }
    }
}
