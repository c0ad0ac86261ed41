using System.Text;
using Tollama.Core.Requests;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

/// <summary>Tables as files: one is the body, several are a form, and none is read before it is sent.</summary>
public sealed class TableFileTests : IAsyncLifetime
{
    private static readonly ForecastRequest Auto = new() { Model = "auto", Horizon = 3 };

    private StubDaemon _daemon = null!;
    private TollamaClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _daemon.OnJson("POST /api/validate", """{"valid":true,"errors":[],"warnings":[],"suggestions":[]}""");
        _client = new TollamaClient(_daemon.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task One_file_is_the_body_under_its_type()
    {
        int opened = 0;
        TableFile file = new("sales.parquet.gz", () =>
        {
            opened++;
            return new MemoryStream("PAR1"u8.ToArray());
        });
        opened.ShouldBe(0);

        await _client.ValidateFilesAsync([file], Auto, Token);

        StubRequest sent = _daemon.Requests[^1];
        (opened, sent.Body, sent.Headers["Content-Type"], sent.Query["model"]).ShouldBe((1, "PAR1", "application/vnd.apache.parquet", "auto"));
    }

    [Fact]
    public async Task Several_files_are_a_form_whatever_their_names_have_in_them()
    {
        await _client.ValidateFilesAsync([Of("a.csv", "1"), Of("b\"\r\nX: 1.dat", "2"), Of("ä.csv", "3")], Auto, Token);

        StubRequest sent = _daemon.Requests[^1];
        sent.Headers["Content-Type"].ShouldStartWith("multipart/form-data");
        string[] lines = [.. sent.Body.Split("\r\n").Where(line => line.StartsWith("Content-", StringComparison.Ordinal))];
        lines.ShouldContain("Content-Type: application/octet-stream");
        lines.Count(line => line.StartsWith("Content-Disposition: form-data; name=file; filename=", StringComparison.Ordinal)).ShouldBe(3);
        lines.ShouldContain(line => line.Contains("filename=\"b___X: 1.dat\"", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("filename*=utf-8''%C3%A4.csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_no_fault_of_the_connection()
    {
        TableFile gone = TableFile.FromPath(Path.Combine(Path.GetTempPath(), "tollama-no-such-folder", "a.csv"));

        await Should.ThrowAsync<DirectoryNotFoundException>(() => _client.ValidateFilesAsync([gone], Auto, Token));
        await Should.ThrowAsync<DirectoryNotFoundException>(() => _client.ValidateFilesAsync([Of("b.csv", "1"), gone], Auto, Token));
        await Should.ThrowAsync<ArgumentException>(() => _client.ValidateFilesAsync([], Auto, Token));
    }

    [Theory]
    [InlineData("sales.csv", "text/csv", "sales")]
    [InlineData("sales.2024.JSONL.zst", "application/x-ndjson", "sales.2024")]
    [InlineData("sales.dat", null, "sales.dat")]
    [InlineData(".csv", "text/csv", ".csv")]
    [InlineData("sales.gz", null, "sales")]
    public void The_end_of_a_name_says_what_is_in_a_file(string name, string? type, string stem) => (TableFile.TypeOf(name), TableFile.StemOf(name)).ShouldBe((type, stem));

    private static TableFile Of(string name, string text) => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
