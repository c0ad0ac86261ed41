using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Tests.Http;

public sealed class SpoolTests : IDisposable
{
    private const int Above = 40_000;
    private const int Large = 300_000;
    private const long Mebibyte = 1L << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-spool-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_folder.FullName, "spool");

    [Theory]
    [InlineData(Above, false)]
    [InlineData(Above + 1, true)]
    [InlineData(Large, true)]
    public async Task A_large_table_is_in_a_file_and_takes_no_memory_of_bodies(int length, bool isSpooled)
    {
        ByteBudget budget = new(Mebibyte);
        SpoolFolder folder = new(Path, Above);
        byte[] table = TableOf(length);
        foreach (long? announced in (long?[])[length, null])
        {
            using RequestBody body = await ReadAsync(table, folder, budget, announced: announced);
            (body.Spooled is not null).ShouldBe(isSpooled);
            body.Bytes.Length.ShouldBe(isSpooled ? 0 : length);
            if (body.Spooled is { } file)
            {
                budget.Used.ShouldBe(0);
                folder.Promised.ShouldBe(announced is null ? (16 * Mebibyte) - length : 0);
                TableInput input = TableInput.Of(file.Handle);
                input.Bytes.Span.SequenceEqual(table).ShouldBeTrue();
                using StreamReader reader = new(input.Open());
                (await reader.ReadToEndAsync(Cancellation)).ShouldBe(Encoding.ASCII.GetString(table));
            }
        }

        (budget.Used, folder.Promised).ShouldBe((0, 0));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_compressed_table_is_in_a_file_as_it_was_before_and_its_limit_counts_what_it_becomes()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(TableOf(Large));
        }

        using RequestBody body = await ReadAsync(packed.ToArray(), new SpoolFolder(Path, Above), encoding: "gzip", limit: Large);
        TableInput.Of(body.Spooled!.Handle).Bytes.Span.SequenceEqual(TableOf(Large)).ShouldBeTrue();
        TollamaException refusal = await RefusalAsync(packed.ToArray(), new SpoolFolder(Path, Above), encoding: "gzip", limit: Large - 1);
        refusal.Code.ShouldBe(ErrorCode.BodyTooLarge);
    }

    [Theory]
    [InlineData("{\"model\":", "")]
    [InlineData(" [", "text/csv")]
    [InlineData("\uFEFF{", "")]
    [InlineData("ds,y\n", "application/x-ndjson")]
    [InlineData("--x\r\n", "multipart/form-data; boundary=x")]
    public async Task Json_and_forms_stay_in_memory(string beginning, string type)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(beginning), .. new byte[Large]];
        using RequestBody body = await ReadAsync(content, new SpoolFolder(Path, Above), type: type);
        body.Spooled.ShouldBeNull();
        body.Bytes.Span.SequenceEqual(content).ShouldBeTrue();
        Directory.Exists(Path).ShouldBeFalse();
    }

    [Fact]
    public async Task The_file_is_its_owners_alone_and_has_no_name_while_it_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes, and a file keeps its name until it is closed");
        if (!OperatingSystem.IsWindows())
        {
            using RequestBody body = await ReadAsync(TableOf(Large), new SpoolFolder(Path, Above));
            File.GetUnixFileMode(body.Spooled!.Handle).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Files().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_body_that_ends_midway_or_is_cancelled_leaves_neither_a_file_nor_a_promise()
    {
        SpoolFolder folder = new(Path, Above);
        ByteBudget budget = new(Mebibyte);
        DefaultHttpContext broken = ContextOf(new EndingStream(TableOf(Large), () => throw new BadHttpRequestException("Unexpected end of request content.")));
        TollamaException cut = await Should.ThrowAsync<TollamaException>(() => BodyReader.ReadAsync(broken, 2 * Large, budget, Cancellation, spool: folder));
        cut.Code.ShouldBe(ErrorCode.Canceled);

        using CancellationTokenSource leaving = new();
        DefaultHttpContext left = ContextOf(new EndingStream(TableOf(Large), leaving.Cancel));
        await Should.ThrowAsync<OperationCanceledException>(() => BodyReader.ReadAsync(left, 2 * Large, budget, leaving.Token, spool: folder));
        (budget.Used, folder.Promised).ShouldBe((0, 0));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_bodies_at_once_share_what_the_disk_has_above_its_reserve()
    {
        // Of 1000 MiB, 20 stay free: 40 are there for two bodies of 30.
        SpoolFolder folder = new(Path, Above, free: () => 60 * Mebibyte, total: () => 1000 * Mebibyte);
        using SpoolFile first = folder.TryCreate()!;
        first.Announce(30 * Mebibyte);
        using (SpoolFile second = folder.TryCreate()!)
        {
            TollamaException refusal = Should.Throw<TollamaException>(() => second.Announce(30 * Mebibyte));
            refusal.Code.ShouldBe(ErrorCode.InsufficientStorage);
            refusal.Message.ShouldContain("10 MiB left");
            refusal.Hint!.ShouldContain("TOLLAMA_SPOOL");
            await second.WriteAsync(new byte[1000], Cancellation).AsTask().ShouldThrowAsync<TollamaException>();
        }

        first.Dispose();
        using SpoolFile third = folder.TryCreate()!;
        third.Announce(30 * Mebibyte);
        folder.Promised.ShouldBe(30 * Mebibyte);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_leaves_a_body_in_memory()
    {
        await File.WriteAllTextAsync(Path, "in the way", Cancellation);
        using RequestBody body = await ReadAsync(TableOf(Large), new SpoolFolder(Path, Above));
        body.Spooled.ShouldBeNull();
        body.Bytes.Length.ShouldBe(Large);
        new SpoolFolder("", Above).TryCreate().ShouldBeNull();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] TableOf(int length)
    {
        StringBuilder text = new("ds,y\n", length + 100);
        for (int row = 0; text.Length < length; row++)
        {
            text.Append(new DateTime(1990, 1, 1).AddHours(row).ToString("yyyy-MM-dd HH:mm,", System.Globalization.CultureInfo.InvariantCulture)).Append(row % 97).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static DefaultHttpContext ContextOf(Stream stream, string type = "text/csv", string encoding = "", long? announced = null)
    {
        DefaultHttpContext context = new();
        context.Request.Body = stream;
        context.Request.ContentType = type;
        context.Request.ContentLength = announced;
        context.Request.Headers.ContentEncoding = encoding;
        return context;
    }

    private static Task<RequestBody> ReadAsync(
        byte[] content, SpoolFolder folder, ByteBudget? budget = null, string type = "text/csv", string encoding = "", long? announced = null, long limit = Mebibyte) =>
        BodyReader.ReadAsync(ContextOf(new MemoryStream(content), type, encoding, announced), limit, budget, Cancellation, spool: folder);

    private static Task<TollamaException> RefusalAsync(byte[] content, SpoolFolder folder, string encoding, long limit) =>
        Should.ThrowAsync<TollamaException>(() => ReadAsync(content, folder, encoding: encoding, limit: limit));

    private string[] Files() => Directory.Exists(Path) ? Directory.GetFiles(Path) : [];

    /// <summary>A body after whose bytes something happens.</summary>
    private sealed class EndingStream(byte[] content, Action end) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                end();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
