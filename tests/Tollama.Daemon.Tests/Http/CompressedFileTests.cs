using System.IO.Compression;
using System.Text;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Http;

public sealed class CompressedFileTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("ds,y\n" + string.Concat(Enumerable.Range(1, 28).Select(day => $"2025-01-{day:00},{day}\n")));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_file_is_known_by_its_first_bytes_and_no_part_of_it_passes_for_the_whole(string encoding)
    {
        byte[] packed = Pack(encoding, Table);

        (await ReadAsync(packed)).ShouldBe(Table);
        for (int length = 4; length < packed.Length; length++)
        {
            TollamaException refusal = await Should.ThrowAsync<TollamaException>(() => ReadAsync(packed[..length]));
            (refusal.Code, refusal.Hint).ShouldBe((ErrorCode.InvalidRequest, "send the whole file"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("ds,y\n2025-01-01,1\n")]
    [InlineData("(a)")]
    public async Task Other_bytes_are_taken_as_they_are(string text) => (await ReadAsync(Encoding.UTF8.GetBytes(text))).ShouldBe(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("gzip", "zstd")]
    [InlineData("zstd", "gzip")]
    [InlineData("gzip", "gzip")]
    public async Task A_file_in_a_file_is_refused_by_name(string outer, string inner) =>
        (await Should.ThrowAsync<TollamaException>(() => ReadAsync(Pack(outer, Pack(inner, Table))))).Message
            .ShouldBe($"the file 'a' is compressed twice: {outer} data with {inner} data in it");

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_bomb_is_refused_at_the_limit_and_gives_its_memory_back(string encoding)
    {
        byte[] bomb = Pack(encoding, new byte[20 << 20]);
        ByteBudget budget = new(8 << 20);

        bomb.Length.ShouldBeLessThan(64 << 10);
        (await Should.ThrowAsync<TollamaException>(() => ReadAsync(bomb, limit: 1 << 20, budget))).Code.ShouldBe(ErrorCode.BodyTooLarge);
        (await Should.ThrowAsync<TollamaException>(() => ReadAsync(bomb, limit: 64 << 20, budget))).Code.ShouldBe(ErrorCode.QueueFull);
        budget.TryTake(8 << 20).ShouldBeTrue();
    }

    private static async Task<byte[]> ReadAsync(byte[] file, long limit = 1 << 20, ByteBudget? budget = null)
    {
        using RequestBody body = new(limit, budget);
        return (await BodyReader.ContentOfAsync(body, file, "file 'a'", Cancellation)).ToArray();
    }

    private static byte[] Pack(string encoding, byte[] content)
    {
        using MemoryStream packed = new();
        using (Stream encoder = encoding == "zstd" ? new ZstdSharp.CompressionStream(packed) : new GZipStream(packed, CompressionLevel.Optimal))
        {
            encoder.Write(content);
        }

        return packed.ToArray();
    }
}
