using System.IO.Compression;
using K4os.Compression.LZ4;
using Snappier;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Unpacks pages, each into as many bytes as it says.</summary>
internal static class PageUnpacker
{
    // Snappy and LZ4 name the bytes that they repeat: few of them cannot become many.
    private const long MostOfByte = 256;

    /// <exception cref="InvalidDataException">A page so small cannot become so large.</exception>
    public static void Check(ParquetCodec codec, int packed, int length)
    {
        if (codec == ParquetCodec.None ? packed != length : codec is ParquetCodec.Snappy or ParquetCodec.Lz4Raw && length > (packed + 16) * MostOfByte)
        {
            throw Differs(length);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, or of another length.</exception>
    public static void Unpack(ParquetCodec codec, byte[] packed, int count, Span<byte> to)
    {
        ReadOnlySpan<byte> from = packed.AsSpan(0, count);
        bool isWhole;
        switch (codec)
        {
            case ParquetCodec.None:
                from.CopyTo(to);
                return;
            case ParquetCodec.Snappy:
                isWhole = Snappy.GetUncompressedLength(from) == to.Length && Snappy.Decompress(from, to) == to.Length;
                break;
            case ParquetCodec.Gzip:
                using (GZipStream gzip = new(new MemoryStream(packed, 0, count), CompressionMode.Decompress))
                {
                    gzip.ReadExactly(to);
                    isWhole = gzip.ReadByte() < 0;
                }

                break;
            case ParquetCodec.Brotli:
                isWhole = BrotliDecoder.TryDecompress(from, to, out int brotli) && brotli == to.Length;
                break;
            case ParquetCodec.Zstd:
                using (ZstdSharp.Decompressor zstd = new())
                {
                    isWhole = zstd.TryUnwrap(from, to, out int unwrapped) && unwrapped == to.Length;
                }

                break;
            case ParquetCodec.Lz4Raw:
                isWhole = LZ4Codec.Decode(from, to) == to.Length;
                break;
            default:
                throw new InvalidDataException($"its pages are compressed in a way that is not read here ({codec}); write it with zstd or snappy");
        }

        _ = isWhole ? 0 : throw Differs(to.Length);
    }

    private static InvalidDataException Differs(int length) => new($"a page does not unpack to the {length} bytes that it claims");
}
