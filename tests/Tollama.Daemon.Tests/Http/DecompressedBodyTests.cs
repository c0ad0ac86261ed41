using System.IO.Compression;
using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class DecompressedBodyTests
{
    private static readonly string[] Encodings = ["gzip", "x-gzip", "deflate", "br", "zstd"];

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
        Gen.Select(Gen.Int[0, 4].Select(index => Encodings[index]), Gen.Byte.Array[0, 300], Gen.Byte.Array[1, 40], Gen.Int[1, 9], Gen.Int[1, 400]).ForAll(
            (encoding, content, garbage, piece, first) =>
            {
                byte[] packed = Pack(encoding, content);
                Read(encoding, packed, first, piece).ShouldBe(content);
                Should.Throw<TollamaException>(() => Read(encoding, [.. packed, .. garbage], first, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
                Should.Throw<TollamaException>(() => Read(encoding, [.. packed, .. garbage], packed.Length, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
            },
            cases: 300);

    [Fact]
    public void Members_and_frames_are_read_one_after_the_other_and_the_last_has_to_be_whole() =>
        Gen.Select(Gen.Int[0, 1].Select(index => Encodings[4 * index]), Gen.Byte.Array[1, 200], Gen.Byte.Array[1, 200], Gen.Int[1, 9], Gen.Int[1, 300], Gen.Int[1, 17]).ForAll(
            sample =>
            {
                (string encoding, byte[] one, byte[] two, int piece, int first, int cut) = sample;
                byte[] last = Pack(encoding, two);
                byte[] packed = [.. Pack(encoding, one), .. last];
                Read(encoding, packed, first, piece).ShouldBe([.. one, .. two]);
                Should.Throw<TollamaException>(() => Read(encoding, packed[..^Math.Min(cut, last.Length - 1)], first, piece)).Code.ShouldBe(ErrorCode.InvalidRequest);
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
    public void A_frame_of_zstd_that_asks_for_a_large_window_is_refused_before_it_is_read()
    {
        // A frame without its size: its window is 1 << 23, then 1 << 24 (RFC 8878, section 3.1.1.1.2). An empty last block follows.
        Read("zstd", Frame(windowLog: 23), 100, 100).ShouldBeEmpty();
        TollamaException refusal = Should.Throw<TollamaException>(() => Read("zstd", Frame(windowLog: 24), 100, 100));
        (refusal.Code, refusal.Message).ShouldBe((ErrorCode.InvalidRequest, "the zstd body needs a window of more than 8 MiB to be read"));

        static byte[] Frame(int windowLog) => [0x28, 0xB5, 0x2F, 0xFD, 0, (byte)((windowLog - 10) << 3), 1, 0, 0];
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
        Should.Throw<TollamaException>(() => DecompressedBody.Of(body, "lzma")).Message.ShouldContain("lzma");
    }

    private static byte[] Table() =>
        Encoding.UTF8.GetBytes("ds,y\n" + string.Concat(Enumerable.Range(0, 240).Select(row => $"2001-01-{row % 28:00},{row * 7 % 13}\n")));

    private static byte[] Pack(string encoding, byte[] content)
    {
        using MemoryStream packed = new();
        using (Stream encoder = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "zstd" => new ZstdSharp.CompressionStream(packed, level: 3),
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
