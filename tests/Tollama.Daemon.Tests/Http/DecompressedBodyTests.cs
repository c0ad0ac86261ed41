using System.IO.Compression;
using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class DecompressedBodyTests
{
    private static readonly string[] Encodings = ["gzip", "x-gzip", "deflate", "br"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_is_read_and_no_prefix_of_it()
    {
        byte[] content = Table();
        foreach (string encoding in Encodings)
        {
            byte[] packed = Pack(encoding, content);
            (await ReadAsync(encoding, packed, packed.Length)).ShouldBe(content);
            for (int length = 0; length < packed.Length; length++)
            {
                TollamaException refusal = await Should.ThrowAsync<TollamaException>(() => ReadAsync(encoding, packed[..length], packed.Length), $"{encoding}: {length}");
                refusal.Code.ShouldBe(ErrorCode.InvalidRequest);
                refusal.Message.ShouldContain(encoding);
            }
        }
    }

    [Fact]
    public void Nothing_may_follow_however_the_bytes_arrive() =>
        Gen.Select(Gen.Int[0, 3].Select(index => Encodings[index]), Gen.Byte.Array[0, 300], Gen.Byte.Array[1, 40], Gen.Int[1, 9], Gen.Int[1, 400]).ForAll(
            (encoding, content, garbage, piece, first) =>
            {
                byte[] packed = Pack(encoding, content);
                Read(encoding, packed, first, piece).ShouldBe(content);
                Should.Throw<TollamaException>(() => Read(encoding, [.. packed, .. garbage], first, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
                Should.Throw<TollamaException>(() => Read(encoding, [.. packed, .. garbage], packed.Length, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
            },
            cases: 300);

    [Fact]
    public void Gzip_members_are_read_one_after_the_other_and_the_last_has_to_be_whole() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 200], Gen.Int[1, 9], Gen.Int[1, 300], Gen.Int[1, 17]).ForAll(
            (one, two, piece, first, cut) =>
            {
                byte[] packed = [.. Pack("gzip", one), .. Pack("gzip", two)];
                Read("gzip", packed, first, piece).ShouldBe([.. one, .. two]);
                Should.Throw<TollamaException>(() => Read("gzip", packed[..^cut], first, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
            },
            cases: 300);

    [Theory]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Others_have_no_members(string encoding)
    {
        byte[] packed = Pack(encoding, Table());
        Should.Throw<TollamaException>(() => Read(encoding, [.. packed, .. packed], 4096, 4096)).Message.ShouldContain("goes on after the end");
    }

    [Fact]
    public void A_byte_that_was_changed_on_the_way_is_noticed_where_the_format_has_a_sum() =>
        Gen.Select(Gen.Int[0, 1].Select(index => Encodings[2 * index]), Gen.Byte.Array[1, 100], Gen.Int[1, 4]).ForAll(
            (encoding, content, place) =>
            {
                byte[] packed = Pack(encoding, content);
                packed[^place] ^= 1;
                Should.Throw<TollamaException>(() => Read(encoding, packed, 10, 10)).Code.ShouldBe(ErrorCode.InvalidRequest);
            },
            cases: 50);

    [Fact]
    public void What_is_not_compressed_passes_as_it_is()
    {
        using MemoryStream body = new();
        DecompressedBody.Of(body, "").ShouldBeSameAs(body);
        DecompressedBody.Of(body, " Identity ").ShouldBeSameAs(body);
        Should.Throw<TollamaException>(() => DecompressedBody.Of(body, "zstd")).Message.ShouldContain("zstd");
    }

    private static byte[] Table() =>
        Encoding.UTF8.GetBytes("ds,y\n" + string.Concat(Enumerable.Range(0, 240).Select(row => $"2001-01-{row % 28:00},{row * 7 % 13}\n")));

    private static byte[] Pack(string encoding, byte[] content)
    {
        using MemoryStream packed = new();
        using (Stream encoder = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            encoder.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Read(string encoding, byte[] packed, int first, int piece) => ReadAsync(encoding, packed, first, piece).GetAwaiter().GetResult();

    private static async Task<byte[]> ReadAsync(string encoding, byte[] packed, int first, int piece = 4096)
    {
        await using Stream body = DecompressedBody.Of(new PiecewiseStream(packed, first, piece), encoding);
        using MemoryStream content = new();
        await body.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }

    /// <summary>Bytes that arrive in a first piece of one length and others of another.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int first, int piece) : AsyncReadStream
    {
        private int _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = Math.Min(Math.Min(buffer.Length, _at == 0 ? first : piece), bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer.Span);
            _at += count;
            return ValueTask.FromResult(count);
        }
    }
}
