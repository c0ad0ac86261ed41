using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

public sealed class StoreRoutesTests : IAsyncLifetime
{
    private const string Digest = "sha256:0123";

    private StubDaemon _daemon = null!;
    private TollamaClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _client = new TollamaClient(_daemon.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Create_streams_its_lines()
    {
        _daemon.OnLines("POST /api/create", """{"status":"writing manifest"}""", """{"status":"success","done":true}""");

        List<PullProgress> lines = await _client.CreateAsync(new CreateRequest { Model = "mine", From = "theta" }, Token).ToListAsync(Token);

        lines.Select(line => line.Status).ShouldBe(["writing manifest", "success"]);
        _daemon.Requests.ShouldHaveSingleItem().Body.ShouldBe("""{"model":"mine","from":"theta"}""");
    }

    [Fact]
    public async Task A_blob_is_asked_for_without_an_error_when_it_is_not_there()
    {
        (await _client.HasBlobAsync(Digest, Token)).ShouldBeFalse();
        _daemon.OnJson("HEAD /api/blobs/" + Digest, "");
        (await _client.HasBlobAsync(Digest, Token)).ShouldBeTrue();
        _daemon.OnJson("HEAD /api/blobs/" + Digest, "", 401);
        (await Should.ThrowAsync<TollamaClientException>(() => _client.HasBlobAsync(Digest, Token))).Code.ShouldBe(ErrorCode.Unauthorized);
    }

    [Fact]
    public async Task An_upload_sends_the_rest_of_the_stream_tells_its_progress_and_leaves_it_open()
    {
        _daemon.OnJson("POST /api/blobs/" + Digest, "", 201);
        using MemoryStream content = new(Encoding.ASCII.GetBytes("0123456789")) { Position = 4 };
        Counter progress = new();

        await _client.UploadBlobAsync(Digest, content, progress, Token);

        StubRequest request = _daemon.Requests.ShouldHaveSingleItem();
        request.Body.ShouldBe("456789");
        request.Headers["Content-Length"].ShouldBe("6");
        request.Headers["Expect"].ShouldBe("100-continue");
        progress.Values.ShouldBe([6]);
        content.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_its_own_error_and_not_the_daemons()
    {
        _daemon.OnJson("POST /api/blobs/" + Digest, "", 201);

        IOException error = await Should.ThrowAsync<IOException>(() => _client.UploadBlobAsync(Digest, new BrokenStream(), progress: null, Token));

        error.Message.ShouldBe("the disk is broken");
    }

    [Fact]
    public async Task A_refused_digest_is_the_daemons_error()
    {
        _daemon.OnJson("POST /api/blobs/" + Digest, """{"error":"another sha256","code":"INVALID_REQUEST"}""", 400);

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.UploadBlobAsync(Digest, new MemoryStream([1]), progress: null, Token));

        error.Message.ShouldBe("another sha256");
    }

    [Fact]
    public async Task An_export_is_copied_and_its_model_travels_escaped()
    {
        _daemon.OnJson("GET /api/export", "the tar");
        MemoryStream destination = new();
        Counter progress = new();

        await _client.ExportAsync("a/b:c", destination, progress, Token);

        Encoding.ASCII.GetString(destination.ToArray()).ShouldBe("the tar");
        progress.Values[^1].ShouldBe(7);
        _daemon.Requests.ShouldHaveSingleItem().Query["model"].ShouldBe("a/b:c");
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_not_taken_for_whole()
    {
        _daemon.On("GET /api/export", async (_, response) =>
        {
            await response.WriteAsync("half", Token);
            await response.Body.FlushAsync(Token);
            response.HttpContext.Abort();
        });

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(() => _client.ExportAsync("m", new MemoryStream(), progress: null, Token));

        error.Code.ShouldBe(ErrorCode.DaemonUnreachable);
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other:tag")]
    public async Task An_import_sends_the_tar_and_then_reads_the_lines(string? name)
    {
        _daemon.OnLines("POST /api/import", """{"status":"importing 0123","total":7,"completed":7}""", """{"status":"success","model":"m","done":true}""");

        List<PullProgress> lines = await _client.ImportAsync(new MemoryStream(Encoding.ASCII.GetBytes("the tar")), name, progress: null, Token).ToListAsync(Token);

        lines[^1].Model.ShouldBe("m");
        StubRequest request = _daemon.Requests.ShouldHaveSingleItem();
        request.Body.ShouldBe("the tar");
        request.Headers["Content-Type"].ShouldBe("application/x-tar");
        request.Query.GetValueOrDefault("model").ShouldBe(name);
    }

    [Fact]
    public async Task An_error_line_in_the_middle_becomes_an_exception_with_its_hint()
    {
        _daemon.OnLines("POST /api/import", """{"status":"importing 0123"}""", """{"error":"damaged","code":"DOWNLOAD_CORRUPT","hint":"copy it again"}""")
            .OnLines("POST /api/verify", """{"error":"no store","code":"STORE_UNAVAILABLE","hint":"look at its owner"}""");

        TollamaClientException import =
            await Should.ThrowAsync<TollamaClientException>(async () => await _client.ImportAsync(new MemoryStream([1]), cancellationToken: Token).ToListAsync(Token));
        TollamaClientException verify = await Should.ThrowAsync<TollamaClientException>(async () => await _client.VerifyAsync(cancellationToken: Token).ToListAsync(Token));

        (import.Code, import.Message, import.Hint).ShouldBe((ErrorCode.DownloadCorrupt, "damaged", "copy it again"));
        (verify.Code, verify.Message, verify.Hint).ShouldBe((ErrorCode.StoreUnavailable, "no store", "look at its owner"));
    }

    [Fact]
    public async Task Prune_outdated_verify_and_verbose_show_are_read()
    {
        _daemon.OnJson("POST /api/prune", """{"dry_run":true,"removed":[{"kind":"blob","file":"sha256-01","size":5}],"freed_bytes":5,"kept":1}""")
            .OnJson("GET /api/outdated", """{"models":[{"model":"m","repo_id":"o/m","reference":"main","installed":"1","available":"2","outdated":true}]}""")
            .OnLines("POST /api/verify", """{"status":"verifying m","total":5}""", """{"status":"damaged","faults":["a"],"models":1,"blobs":2,"done":true}""");

        (await _client.PruneAsync(new PruneRequest { DryRun = true, Grace = "1h" }, Token)).Removed.ShouldHaveSingleItem().Kind.ShouldBe("blob");
        (await _client.OutdatedAsync(Token)).Models.ShouldHaveSingleItem().Outdated.ShouldBeTrue();
        (await _client.VerifyAsync("m", Token).LastAsync(Token)).Faults.ShouldBe(["a"]);
        await Should.ThrowAsync<TollamaClientException>(() => _client.ShowAsync(new ShowRequest { Model = "m", Verbose = true }, Token));

        _daemon.Requests.Select(request => request.Body).ShouldBe(["""{"dry_run":true,"grace":"1h"}""", "", """{"model":"m"}""", """{"model":"m","verbose":true}"""]);
    }

    private sealed class Counter : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the disk is broken");
    }
}
