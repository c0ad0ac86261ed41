using System.Net;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

public sealed class TollamaClientTests : IAsyncLifetime
{
    private StubDaemon _daemon = null!;
    private TollamaClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _client = new TollamaClient(_daemon.Address, apiKey: "secret");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Version_names_the_server_and_the_key_travels_as_a_bearer_token()
    {
        VersionResponse version = await _client.VersionAsync(Token);

        version.Name.ShouldBe("tollama");
        _daemon.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task Ping_is_true_for_whatever_answers_and_false_when_nothing_does()
    {
        (await _client.PingAsync(Token)).ShouldBeTrue();
        await _daemon.DisposeAsync();
        (await _client.PingAsync(Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Listings_are_read()
    {
        _daemon.OnJson("GET /api/tags", Documents.Tags)
            .OnJson("GET /api/ps", """{"models":[{"name":"theta","model":"theta","size":1,"digest":"ab","details":{"format":"builtin","family":"stats"},"state":"busy","expires_at":null}]}""")
            .OnJson("GET /v1/models", """{"object":"list","data":[],"available":[{"name":"x","family":"y","installed":false,"license":{"type":"MIT"}}],"installed":[]}""")
            .OnJson("GET /health/live", """{"status":"ok"}""");

        (await _client.TagsAsync(Token)).Models.ShouldHaveSingleItem().Size.ShouldBe(4_700_000_000);
        (await _client.PsAsync(Token)).Models.ShouldHaveSingleItem().State.ShouldBe("busy");
        (await _client.ModelsAsync(Token)).Available.ShouldHaveSingleItem().License.Type.ShouldBe("MIT");
        (await _client.HealthAsync(Token)).Status.ShouldBe("ok");
    }

    [Fact]
    public async Task A_daemon_that_is_not_ready_answers_instead_of_failing()
    {
        _daemon.OnJson("GET /health/ready", """{"status":"draining","store":"ok","disk_free":1,"queue":2,"runners":3}""", 503);

        (await _client.ReadyAsync(Token)).Status.ShouldBe("draining");
    }

    [Fact]
    public async Task Lifecycle_requests_name_the_model_in_their_body()
    {
        const string loaded = """{"model":"theta","created_at":"2026-01-01T00:00:00Z","done_reason":"load"}""";
        _daemon.OnJson("POST /api/load", loaded).OnJson("POST /api/unload", loaded)
            .OnJson("DELETE /api/delete", "").OnJson("POST /api/copy", "");

        await _client.LoadAsync("theta", "1h30m", Token);
        await _client.UnloadAsync("theta", Token);
        await _client.DeleteAsync("theta", Token);
        await _client.CopyAsync("theta", "mine", Token);

        _daemon.Requests.Select(request => request.Body).ShouldBe(
        [
            """{"model":"theta","keep_alive":"1h30m"}""", """{"model":"theta"}""", """{"model":"theta"}""",
            """{"source":"theta","destination":"mine"}""",
        ]);
    }

    [Fact]
    public async Task An_error_body_becomes_an_exception_with_all_of_its_parts()
    {
        _daemon.OnJson(
            "POST /api/show",
            """{"error":"model 'x' not found","detail":"model 'x' not found","code":"MODEL_NOT_FOUND","hint":"tollama pull x","request_id":"r1"}""",
            404);

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.ShowAsync("x", Token));

        error.Message.ShouldBe("model 'x' not found");
        error.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        error.Code.ShouldBe(ErrorCode.ModelNotFound);
        error.Hint.ShouldBe("tollama pull x");
        error.RequestId.ShouldBe("r1");
    }

    [Fact]
    public async Task Faults_and_the_pause_of_an_error_are_kept()
    {
        _daemon.On("POST /api/forecast", (_, response) =>
        {
            response.StatusCode = 503;
            response.Headers.RetryAfter = "7";
            return response.WriteAsync("""{"error":"no","code":"QUEUE_FULL","detail":[{"type":"range","loc":["body","horizon"],"msg":"at least 1"}]}""");
        });

        TollamaClientException error =
            await Should.ThrowAsync<TollamaClientException>(() => _client.ForecastRawAsync("{}"u8.ToArray(), Token));

        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        error.Faults.ShouldHaveSingleItem().Path.ShouldBe("horizon");
    }

    [Theory]
    [InlineData("<html>nope</html>", "the server answered HTTP 502 Bad Gateway: <html>nope</html>")]
    [InlineData("", "the server answered HTTP 502 Bad Gateway")]
    [InlineData("""{"detail":"old"}""", "the server answered HTTP 502 Bad Gateway: {\"detail\":\"old\"}")]
    public async Task An_error_that_is_not_tollamas_is_quoted(string body, string message)
    {
        _daemon.OnJson("GET /api/tags", body, 502);

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.TagsAsync(Token));

        error.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_success_that_is_not_json_says_who_sent_it()
    {
        _daemon.OnJson("GET /api/tags", "<html>");

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.TagsAsync(Token));

        error.Message.ShouldContain("something that is not tollama's JSON");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_an_error_of_its_own()
    {
        Uri address = _daemon.Address;
        await _daemon.DisposeAsync();

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.TagsAsync(Token));

        error.Code.ShouldBe(ErrorCode.DaemonUnreachable);
        error.StatusCode.ShouldBeNull();
        error.Message.ShouldBe($"could not reach tollama at {address.GetLeftPart(UriPartial.Authority)}: start it with 'tollama serve'");
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_not_failed()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource arrived = new();
        _daemon.On("GET /api/tags", async (_, response) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });

        Task call = _client.TagsAsync(source.Token);
        await arrived.Task.WaitAsync(Token);
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }
}
