using System.Text;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>Every error that reaches the daemon's own code has the one shape; what the server answers before there is a request has no body.</summary>
public sealed class PipelineErrorTests : DaemonTest
{
    [Fact]
    public async Task Routes_methods_and_tables_that_are_none_are_told_in_the_one_shape()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        (await raw.GetAsync("nowhere")).ShouldBeError(404, "ROUTE_NOT_FOUND");
        (await raw.GetAsync("api/../nowhere/%00")).Status.ShouldBeOneOf(400, 404);
        Reply method = await raw.SendAsync(HttpMethod.Patch, "api/show", null, null);
        method.ShouldBeError(405, "METHOD_NOT_ALLOWED").Text("error").ShouldContain("POST");
        method.ContentHeaders.Allow.ShouldBe(["POST"]);
        (await raw.SendAsync(HttpMethod.Options, "api/show", null, null)).ShouldBeError(405, "METHOD_NOT_ALLOWED");

        byte[] quotes = new byte[32 << 20];
        Array.Fill(quotes, (byte)'"');
        (await raw.SendAsync(HttpMethod.Post, "v1/forecast?model=naive&horizon=2", quotes, "text/csv")).ShouldBeError(400);
    }

    [Theory]
    [InlineData("/api/show")]
    [InlineData("/v1/forecast")]
    [InlineData("/api/import")]
    [InlineData("/api/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_chunk_of_an_impossible_size_is_told_in_the_one_shape(string path)
    {
        DaemonProcess daemon = await StartAsync();
        using RawSocket socket = await RawSocket.ConnectAsync(daemon.Address);
        await socket.SayAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc");

        string answer = await socket.ReadUntilAsync("request_id");

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("INVALID_REQUEST");
        daemon.Log.ShouldNotContain("fail:");
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [InlineData("LONG", "431")]
    public async Task What_is_no_request_is_answered_without_a_body(string text, string status)
    {
        DaemonProcess daemon = await StartAsync();
        using RawSocket socket = await RawSocket.ConnectAsync(daemon.Address);
        await socket.SayAsync(text == "LONG" ? new StringBuilder("GET / HTTP/1.1\r\nX: ").Append('x', 40_000).Append("\r\n\r\n").ToString() : text);

        string answer = await socket.ReadUntilAsync("\r\n\r\n");

        answer.ShouldStartWith($"HTTP/1.1 {status}");
        answer.ShouldContain("Content-Length: 0");
    }

    [Theory]
    [InlineData("GET", "{0}", null, 404)]
    [InlineData("DELETE", "api/requests/{0}", null, 404)]
    [InlineData("GET", "v1/models/{0}", null, 400)]
    [InlineData("GET", "api/tags?{0}=1", null, 400)]
    [InlineData("HEAD", "api/blobs/{0}", null, 400)]
    [InlineData("POST", "api/blobs/{0}", "x", 400)]
    [InlineData("POST", "api/show", """{{"model":"{0}"}}""", 400)]
    [InlineData("POST", "api/load", """{{"model":"mock","keep_alive":"{0}"}}""", 400)]
    [InlineData("POST", "api/pull", """{{"model":"mock","limit_rate":"{0}"}}""", 400)]
    [InlineData("POST", "api/prune", """{{"grace":"{0}"}}""", 400)]
    [InlineData("POST", "api/create", """{{"model":"m","from":"mock","parameters":{{"{0}":1}}}}""", 400)]
    [InlineData("POST", "api/create", """{{"model":"m","from":"mock","modelfile":"{0}"}}""", 400)]
    [InlineData("POST", "api/forecast", """{{"model":"mock","horizon":"{0}","{0}":1,"series":[{{"id":"a","target":[1]}}]}}""", 400)]
    [InlineData("POST", "api/auto-forecast", """{{"strategy":"{0}","horizon":1,"series":[{{"id":"a","target":[1]}}]}}""", 400)]
    public async Task An_error_does_not_grow_with_what_was_sent(string method, string path, string? body, int status)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""")).Status.ShouldBe(200);
        string text = new('x', 5000);

        Reply reply = await raw.SendAsync(
            new HttpMethod(method), string.Format(null, path, text), body is null ? null : Encoding.UTF8.GetBytes(string.Format(null, body, text)), "application/json");

        reply.Status.ShouldBe(status, reply.Text);
        reply.Text.Length.ShouldBeLessThan(2500);
    }

    [Fact]
    public async Task A_limit_that_no_setting_changes_names_none()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();

        string hint = (await raw.PostAsync("api/create", $$"""{"model":"m","license":"{{new string('x', 2 << 20)}}"}""")).ShouldBeError(413, "BODY_TOO_LARGE").Text("hint");

        hint.ShouldNotContain("TOLLAMA_MAX_BODY");
        hint.ShouldContain("/api/blobs");
    }

    [Fact]
    public async Task Half_an_archive_is_not_begun_when_a_file_is_damaged()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""")).Status.ShouldBe(200);
        (await raw.GetAsync("api/export?model=mock")).Status.ShouldBe(200);
        string license = (await raw.PostAsync("api/create", """{"model":"mine","from":"mock","license":"a text of ours","stream":false}""")).ShouldBeSuccess().Text;
        string digest = System.Text.RegularExpressions.Regex.Matches(license, "sha256:[0-9a-f]{64}").Select(match => match.Value).Last(IsLicense);

        await File.WriteAllTextAsync(BlobOf(digest), "a text of theirs", TestContext.Current.CancellationToken);

        (await raw.GetAsync("api/export?model=mine")).ShouldBeError(500, "STORE_UNAVAILABLE").Text("error").ShouldContain("not what they were when it was installed");

        string BlobOf(string name) => daemon.Home.PathOf(Path.Join("models", "blobs", name.Replace(':', '-')));
        bool IsLicense(string name) => File.Exists(BlobOf(name)) && File.ReadAllText(BlobOf(name)) == "a text of ours";
    }
}
