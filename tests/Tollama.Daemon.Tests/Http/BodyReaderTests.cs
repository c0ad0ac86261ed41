using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Http;

public sealed class BodyReaderTests
{
    private const int MiB = 1 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(MiB)]
    [InlineData((3 * MiB) + 7)]
    public async Task A_body_is_read_whole_whether_its_length_was_announced_or_not(int length)
    {
        byte[] content = new byte[length];
        new Random(7).NextBytes(content);
        foreach (long? announced in (long?[])[length, null])
        {
            using RequestBody body = await ReadAsync(new MemoryStream(content), announced, limit: length);
            body.Bytes.Span.SequenceEqual(content).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_is_merely_announced_takes_no_room()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using RequestBody waiting = new(64 * MiB, budget: null, announced: 64 * MiB);
        waiting.Room().Span[0] = 1;
        waiting.TryAdvance(1).ShouldBeTrue();
        waiting.Room().Length.ShouldBeGreaterThan(0);
        waiting.Capacity.ShouldBeLessThan(64 * 1024);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MiB);
        waiting.Dispose();
        waiting.Capacity.ShouldBe(0);

        using RequestBody read = await ReadAsync(new MemoryStream(new byte[100]), announced: 64 * MiB, limit: 64 * MiB);
        read.Capacity.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task A_buffer_does_not_grow_beyond_what_may_come()
    {
        using RequestBody announced = await ReadAsync(new MemoryStream(new byte[(4 * MiB) + 1]), (4 * MiB) + 1, limit: 64 * MiB);
        announced.Capacity.ShouldBe((4 * MiB) + 2);
        using RequestBody limited = await ReadAsync(new MemoryStream(new byte[(4 * MiB) + 1]), announced: null, limit: (4 * MiB) + 1);
        limited.Capacity.ShouldBe((4 * MiB) + 2);
    }

    [Fact]
    public void A_body_that_is_spelled_anew_counts_with_its_new_length()
    {
        ByteBudget budget = new(64 * 1024);
        using (RequestBody body = new(MiB, budget))
        {
            "[NaN]"u8.CopyTo(body.Room().Span);
            body.TryAdvance(5).ShouldBeTrue();
            body.Rewrite(40 * 1024, (text, spelled) => BareNumbers.Spell(text.Span, spelled.Span, isTable: false));
            Encoding.UTF8.GetString(body.Bytes.Span).ShouldBe("[null]");
            budget.Used.ShouldBe(24 * 1024);
            Should.Throw<TollamaException>(() => body.Rewrite(200 * 1024, (text, spelled) => 0)).Code.ShouldBe(ErrorCode.QueueFull);
            Encoding.UTF8.GetString(body.Bytes.Span).ShouldBe("[null]");
        }

        budget.Used.ShouldBe(0);
    }

    [Fact]
    public async Task A_limit_of_all_that_an_array_can_hold_does_not_overflow()
    {
        using RequestBody body = await ReadAsync(new MemoryStream([1]), announced: int.MaxValue, limit: int.MaxValue);
        body.Bytes.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_by_its_announcement_or_when_it_has_come()
    {
        foreach (long? announced in (long?[])[11, null])
        {
            (await RefusalAsync(new MemoryStream(new byte[11]), announced, limit: 10)).Code.ShouldBe(ErrorCode.BodyTooLarge);
        }
    }

    [Fact]
    public async Task The_announced_length_of_a_compressed_body_says_nothing_of_its_own()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[2 * MiB]);
        }

        packed.Position = 0;
        using RequestBody body = await ReadAsync(packed, packed.Length, limit: 4 * MiB, "gzip");
        body.Bytes.Length.ShouldBe(2 * MiB);
    }

    [Fact]
    public async Task What_cannot_be_read_is_the_fault_of_the_request()
    {
        TollamaException chunk = await RefusalAsync(new BrokenStream(new IOException("The chunk size is too large.")), announced: null, limit: 10);
        (chunk.Code, chunk.Message).ShouldBe((ErrorCode.InvalidRequest, "the body could not be read: The chunk size is too large."));
        (await RefusalAsync(new BrokenStream(new BadHttpRequestException("x", 413)), null, 10)).Code.ShouldBe(ErrorCode.BodyTooLarge);
        (await RefusalAsync(new MemoryStream(Encoding.ASCII.GetBytes("no gzip")), null, 10, "gzip")).Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    [Fact]
    public async Task Bodies_share_their_memory_and_one_that_finds_none_is_told_to_come_back()
    {
        ByteBudget budget = new(5 * MiB);
        RequestBody first = await ReadAsync(new MemoryStream(new byte[3 * MiB]), announced: null, 8 * MiB, budget: budget);

        TollamaException refusal = await Should.ThrowAsync<TollamaException>(
            async () => (await ReadAsync(new MemoryStream(new byte[3 * MiB]), announced: null, 8 * MiB, budget: budget)).Dispose());

        (refusal.Code, refusal.RetryAfter).ShouldBe((ErrorCode.QueueFull, TimeSpan.FromSeconds(1)));
        first.Dispose();
        budget.Used.ShouldBe(0);
        using RequestBody second = await ReadAsync(new MemoryStream(new byte[3 * MiB]), announced: null, 8 * MiB, budget: budget);
    }

    [Fact]
    public async Task A_client_that_leaves_is_no_fault() =>
        (await RefusalAsync(new BrokenStream(new ConnectionResetException("gone")), announced: null, limit: 10)).Code.ShouldBe(ErrorCode.Canceled);

    [Fact]
    public async Task An_encoding_that_nobody_knows_is_told_in_part() =>
        (await RefusalAsync(new MemoryStream(), null, 10, new string('e', 5000))).Message.Length.ShouldBeLessThan(200);

    [Theory]
    [InlineData("""{"model":"a","model":"b"}""", "'model'")]
    [InlineData("""{"model":"a","unknown":1,"unknown":1}""", "'unknown'")]
    [InlineData("""{"model":"a","parameters":{"horizon":1,"horizon":2}}""", "'parameters.horizon'")]
    public async Task A_name_that_a_body_has_twice_is_told(string json, string place)
    {
        DefaultHttpContext context = new();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        TollamaException refusal = await Should.ThrowAsync<TollamaException>(
            () => BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.CreateRequest, Cancellation));
        (refusal.Code, refusal.Message).ShouldBe((ErrorCode.InvalidRequest, $"the body has {place} twice"));
    }

    private static Task<TollamaException> RefusalAsync(Stream stream, long? announced, long limit, string encoding = "") =>
        Should.ThrowAsync<TollamaException>(async () => (await ReadAsync(stream, announced, limit, encoding)).Dispose());

    private static Task<RequestBody> ReadAsync(Stream stream, long? announced, long limit, string encoding = "", ByteBudget? budget = null)
    {
        DefaultHttpContext context = new();
        context.Request.Body = stream;
        context.Request.ContentLength = announced;
        context.Request.Headers.ContentEncoding = encoding;
        return BodyReader.ReadAsync(context, limit, budget, Cancellation);
    }

    /// <summary>A body that fails when it is read.</summary>
    private sealed class BrokenStream(Exception fault) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(fault);
    }
}
