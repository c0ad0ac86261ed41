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
}
